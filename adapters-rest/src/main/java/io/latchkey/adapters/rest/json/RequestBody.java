package io.latchkey.adapters.rest.json;

/**
 * Marks a record that is read from a JSON object, member by member. Its components are {@code @Nullable String},
 * {@link Member} when absent and null differ, {@code @Nullable List<String>} for an array of texts, or {@code @Nullable Map<String,
 * String>} for an object of texts. Members without a component are refused by
 * their names, except those of {@link ShownMembers}.
 */
public interface RequestBody {}
