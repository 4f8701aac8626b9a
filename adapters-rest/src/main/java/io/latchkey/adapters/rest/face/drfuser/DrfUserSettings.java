package io.latchkey.adapters.rest.face.drfuser;

import java.time.Duration;

/**
 * What the operator decides about this face.
 *
 * @param validationLifetime how long a validated e-mail address or phone number may be named in a registration or account change
 * @param deliveryWait how long an answer waits for the first try to deliver a code; zero for not at all
 */
public record DrfUserSettings(Duration validationLifetime, Duration deliveryWait) {
    /** @throws IllegalArgumentException when one of them is negative, or nothing could ever be validated */
    public DrfUserSettings {
        if (validationLifetime.isNegative() || validationLifetime.isZero()) {
            throw new IllegalArgumentException("validation-lifetime must be more than zero");
        }
        if (deliveryWait.isNegative()) {
            throw new IllegalArgumentException("delivery-wait must not be negative");
        }
    }
}
