package io.latchkey.domain.delivery;

/** What to do with a message that a provider may or may not have taken. A repeated message carries the same code. */
public enum UnknownOutcome {
    /** Hand it to the next provider at once: the reader does not wait, and may get it twice. */
    OTHER_PROVIDER,
    /**
     * Hand it to the same provider again, at once and, unless the provider is passed over by then, later. The id stays
     * the same, by which many providers recognise the message.
     */
    SAME_PROVIDER,
    /** Hand it to no provider again: the reader gets it at most once, and may have to ask for another. */
    GIVE_UP
}
