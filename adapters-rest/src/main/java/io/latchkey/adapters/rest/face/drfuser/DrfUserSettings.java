package io.latchkey.adapters.rest.face.drfuser;

import java.time.Duration;

/**
 * The operator's settings for this face.
 *
 * @param validationLifetime how long after its validation a contact may be used in a registration or account change;
 *     more than zero
 * @param deliveryWait how long an answer waits for the first attempt to deliver a code; zero for no wait
 * @param mobiles how answers show a mobile
 */
public record DrfUserSettings(Duration validationLifetime, Duration deliveryWait, MobileWriter mobiles) {
    /** @throws IllegalArgumentException when a duration is negative, or the lifetime is zero */
    public DrfUserSettings {
        if (validationLifetime.isNegative() || validationLifetime.isZero()) {
            throw new IllegalArgumentException("validation-lifetime must be more than zero");
        }
        if (deliveryWait.isNegative()) {
            throw new IllegalArgumentException("delivery-wait must not be negative");
        }
    }
}
