package io.latchkey.adapters.rest.json;

/**
 * Marks a record that is read from a JSON object, member by member. Its components are {@code @Nullable String}, or
 * {@link Member} when absent and null differ. Members without a component are refused by
 * their names, except those of {@link ShownMembers}.
 */
public interface RequestBody {}
