package io.latchkey.adapters.rest.face.essdee;

import java.time.Duration;

/**
 * What the operator decides about this face.
 *
 * @param patience how long a message is awaited before a client is told that it was sent; zero for not at all
 * @param keyLifetime how long a key to a new password is good
 * @param takesSecretsInQuery whether codes, keys and passwords may stand in the query, where logs and histories keep them
 */
public record EssdeeSettings(Duration patience, Duration keyLifetime, boolean takesSecretsInQuery) {
    /** @throws IllegalArgumentException when a client would wait forever or a key be good for nothing */
    public EssdeeSettings {
        if (patience.isNegative() || patience.compareTo(Duration.ofSeconds(60)) > 0) {
            throw new IllegalArgumentException("delivery-wait must be PT0S to PT60S");
        }
        if (keyLifetime.isNegative() || keyLifetime.isZero()) {
            throw new IllegalArgumentException("key-lifetime must be more than zero");
        }
    }
}
