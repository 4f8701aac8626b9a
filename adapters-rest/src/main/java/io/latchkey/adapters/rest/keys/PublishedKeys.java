package io.latchkey.adapters.rest.keys;

/** Public keys by which anyone can verify the tokens of this service. */
@FunctionalInterface
public interface PublishedKeys {
    /** Returns the key set as JSON (RFC 7517 §5). */
    String keySet();
}
