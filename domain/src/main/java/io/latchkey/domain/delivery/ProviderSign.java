package io.latchkey.domain.delivery;

/** Sign that one call gives about its provider. */
public enum ProviderSign {
    /** The provider answered, even if it refused the message or put it off. */
    WORKING,
    /** The provider has reached a known limit, which is no fault. */
    BUSY,
    /** The provider failed, or gave no answer. */
    FAILING
}
