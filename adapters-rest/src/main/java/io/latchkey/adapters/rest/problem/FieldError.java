package io.latchkey.adapters.rest.problem;

/**
 * What is wrong with one member of a request.
 *
 * @param field the member, as the caller spells it
 * @param reason the end of a sentence that begins with the member; never the refused input
 */
public record FieldError(String field, String reason) {}
