package io.latchkey.application.otp.service;

import io.latchkey.application.otp.Sending;
import io.latchkey.application.otp.SendingRule;
import io.latchkey.application.shared.service.ReachablePhones;
import io.latchkey.application.throttle.NotBefore;
import io.latchkey.application.throttle.TooSoon;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps codes from numbers that get none, such as numbers of accounts that are older than the operator's choice. Doors
 * refuse a number that is typed; here the message of one that was stored is given up. The promise of a code tells no
 * difference, so that nobody learns the number of an account.
 */
public final class UnreachablePhones implements SendingRule {
    private static final String NAME = "phone-number-gets-no-codes";
    private static final Duration LONGER_THAN_ANY_CODE = Duration.ofDays(30);

    private final ReachablePhones phones;

    public UnreachablePhones(ReachablePhones phones) {
        this.phones = phones;
    }

    @Override
    public String name() {
        return "unreachable-phones";
    }

    @Override
    public Optional<TooSoon> refuse(Sending sending, Instant now) {
        return Optional.empty();
    }

    @Override
    public Optional<TooSoon> refuseHandover(Sending sending, Instant now) {
        boolean isReached = sending.contact().fold(email -> true, phones::admits);
        return isReached ? Optional.empty() : Optional.of(NotBefore.until(NAME, now.plus(LONGER_THAN_ANY_CODE), now));
    }
}
