package io.latchkey.adapters.rest.json;

/**
 * Marks a record that is read from a JSON object, member by member. Its components are {@code @Nullable String}, or {@link Member}
 * where absent and null differ; members it does not name are ignored.
 */
public interface RequestBody {}
