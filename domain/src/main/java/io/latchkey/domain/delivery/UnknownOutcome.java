package io.latchkey.domain.delivery;

/** How to go on when a provider may or may not have taken a message. A repeated message carries the same code. */
public enum UnknownOutcome {
    /** Hand it to the next provider at once. The reader does not wait, but may get the message twice. */
    OTHER_PROVIDER,
    /**
     * Hand it to the same provider again: at once, and later unless the provider is passed over by then. The message
     * keeps its id, by which many providers recognise a repetition.
     */
    SAME_PROVIDER,
    /** Hand it to no provider again. The reader gets the message at most once, and may have to ask for another. */
    GIVE_UP
}
