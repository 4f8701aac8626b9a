package io.latchkey.domain.delivery;

/** What one call tells about the provider that was called. */
public enum ProviderSign {
    /** It answered, if only to refuse the message. */
    WORKING,
    /** It has reached a limit it is known to have, which is no fault. */
    BUSY,
    /** It failed, or gave no answer. */
    FAILING
}
