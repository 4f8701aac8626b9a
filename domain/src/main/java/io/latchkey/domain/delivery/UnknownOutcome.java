package io.latchkey.domain.delivery;

/** What is done with a message that a provider may or may not have taken. The code is the same whatever is done. */
public enum UnknownOutcome {
    /** The next provider gets it at once: the reader may get it twice, and does not wait. */
    OTHER_PROVIDER,
    /**
     * The same provider gets it again, at once and, unless it is passed over by then, later: under the same id, which many know
     * again.
     */
    SAME_PROVIDER,
    /** Nobody gets it again: the reader gets it at most once, and may have to ask for another. */
    GIVE_UP
}
