package io.latchkey.adapters.platform.crypto;

import java.time.Duration;

/**
 * When signing keys change.
 *
 * @param lifetime how long a key signs; at least twice the lead
 * @param lead how long a key is published before it signs; at least 10 min, which is longer than verifiers cache the
 *     key set
 * @param longestToken life of the longest token that it signs; the key stays published for at least that time after it
 *     last signed
 */
public record KeyRingPolicy(Duration lifetime, Duration lead, Duration longestToken) {
    public KeyRingPolicy {
        if (lead.compareTo(Duration.ofMinutes(10)) < 0) {
            throw new IllegalArgumentException("key-lead must be at least PT10M");
        }
        if (lifetime.compareTo(lead.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("key-lifetime must be at least twice key-lead");
        }
    }
}
