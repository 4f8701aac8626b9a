package io.latchkey.domain.session;

/** What a genuine refresh token brings about (RFC 9700 §4.14.2). */
public sealed interface Rotation {
    /** @param next the session one generation on; to be saved only if nobody else moved it meanwhile */
    record Rotated(Session next) implements Rotation {}

    /**
     * The token was replaced a moment ago: a second tab, or an answer lost on the way. The same successor is given again.
     *
     * @param current the session as it stands
     */
    record Repeated(Session current) implements Rotation {}

    /**
     * The token was replaced long ago: two parties hold tokens of one session, and it ends for both.
     *
     * @param ended the session, over
     */
    record Reused(Session ended) implements Rotation {}

    /** The session is over already. */
    record Ended() implements Rotation {}
}
