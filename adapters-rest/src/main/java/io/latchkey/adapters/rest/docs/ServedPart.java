package io.latchkey.adapters.rest.docs;

import java.util.Locale;

/** A part of the native API that is not always served. */
public enum ServedPart {
    /** Messages that a development server keeps. */
    INBOX,
    /** The clock that a development server can move. */
    CLOCK,
    /** The route that tells services whether a token counts. */
    INTROSPECTION,
    /** Sessions of pages, whose refresh token is a cookie. */
    PAGE_SESSIONS,
    /** The delivery funnel. */
    FUNNEL;

    /** Finds the part that a path of the manual depends on. */
    static ServedPart named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
