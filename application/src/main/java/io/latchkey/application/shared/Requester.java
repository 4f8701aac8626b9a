package io.latchkey.application.shared;

import java.util.Locale;

/**
 * The caller of a use case, who may have no account.
 *
 * @param locale the caller's language: for a new account, and for messages to an account without a language of its own
 */
public record Requester(Locale locale, ClientOrigin origin) {
    /** The same caller with the language that the request names. */
    public Requester reading(Locale named) {
        return new Requester(named, origin);
    }
}
