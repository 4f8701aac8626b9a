package io.latchkey.adapters.rest.problem;

/**
 * The error of one member of a request.
 *
 * @param field the member, as the caller spells it
 * @param reason end of a sentence that begins with the member; it never holds the refused input
 */
public record FieldError(String field, String reason) {}
