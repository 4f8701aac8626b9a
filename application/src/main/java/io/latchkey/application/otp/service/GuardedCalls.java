package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.GuessRule;
import io.latchkey.application.otp.Sending;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.throttle.ThrottleLimit;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What holds for calls about codes of guarded contacts alone. */
final class GuardedCalls {
    private final GuessRule guesses;
    private final SendingRules rules;
    private final FixedCodes fixedCodes;
    private final ThrottleLimit perAddress;
    private final Throttles throttles;
    private final Clock clock;

    /** @param perAddress calls of one client address, whatever comes of them */
    GuardedCalls(
            GuessRule guesses,
            SendingRules rules,
            FixedCodes fixedCodes,
            ThrottleLimit perAddress,
            Throttles throttles,
            Clock clock) {
        this.guesses = guesses;
        this.rules = rules;
        this.fixedCodes = fixedCodes;
        this.perAddress = perAddress;
        this.throttles = throttles;
        this.clock = clock;
    }

    /** Counts a call, in the unit of work it is in. Empty when it may go on. */
    Optional<TooSoon> count(ClientOrigin origin) {
        return throttles
                .call(origin)
                .chargeCrowd(perAddress, origin.network())
                .take()
                .map(Function.identity());
    }

    /**
     * Whether the code of a contact is fixed for a client there, so that no block is for it.
     *
     * @param contact asked for clients that have such a contact at all
     */
    boolean isFixed(ClientOrigin origin, Supplier<Optional<Contact>> contact) {
        return fixedCodes.isForAny(origin)
                && contact.get()
                        .filter(known -> fixedCodes.isFor(known, origin))
                        .isPresent();
    }

    /** Whether guesses are stopped, as far as memory tells. Strangers stop no device that is known to somebody. */
    boolean stops(CheckCodeCommand command) {
        return command.origin().known().isEmpty()
                && command.purpose()
                        .filter(purpose -> guesses.stops(purpose, command.challenge(), clock.instant()))
                        .isPresent();
    }

    /** The last guess at a code was wrong. */
    void learnLastWrong(CheckCodeCommand command, OtpPurpose purpose, Contact contact) {
        if (!fixedCodes.isFor(contact, command.origin())) {
            guesses.learnLastWrong(
                    purpose,
                    command.challenge(),
                    contact,
                    rules.windowEnd(Sending.handedOver(purpose, contact, clock.instant())),
                    clock.instant());
        }
    }
}
