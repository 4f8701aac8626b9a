package io.latchkey.adapters.rest.keys;

/** The public keys with which anybody can check the tokens of this service. */
@FunctionalInterface
public interface PublishedKeys {
    /** The key set as JSON (RFC 7517 §5). */
    String keySet();
}
