package io.latchkey.application.shared;

import java.util.Locale;

/**
 * Who asks, as far as a stranger is known.
 *
 * @param locale the language the caller reads: for messages to somebody whose account has none of its own, and for a new account
 */
public record Requester(Locale locale, ClientOrigin origin) {
    /** The same caller, with the language that the request itself names. */
    public Requester reading(Locale named) {
        return new Requester(named, origin);
    }
}
