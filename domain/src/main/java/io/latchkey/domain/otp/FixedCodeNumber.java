package io.latchkey.domain.otp;

import io.latchkey.domain.shared.Contact;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A contact whose code is fixed, for reviewers and automatic tests that read no messages (OWASP ASVS 5.0, 15.2.3).
 *
 * @param until from this instant on the code is no longer fixed; null for never
 * @param addresses whether the client at an address, in canonical text, may use the fixed code
 */
public record FixedCodeNumber(
        Contact contact, OtpCode code, @Nullable Instant until, Predicate<String> addresses) {
    public boolean isLive(Instant now) {
        return until == null || now.isBefore(until);
    }

    /**
     * Whether the code is fixed for the client at this address. For all other clients the contact is like any other.
     */
    public boolean isFor(String address, Instant now) {
        return isLive(now) && addresses.test(address);
    }

    @Override
    public String toString() {
        return "FixedCodeNumber[" + contact.masked() + "]";
    }
}
