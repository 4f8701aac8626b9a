package io.latchkey.application.account.service;

import io.latchkey.application.account.GuessLimits;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.otp.service.ChallengeHandles;
import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.EmailAddress;
import java.util.Optional;

/**
 * Checks codes that find their challenges. One unit of work counts a guess, compares it, and takes the count back when
 * it is right. It holds the counters, so that simultaneous guesses never exceed the limits.
 */
final class CodeGuesses {
    private final CodeVerifier verifier;
    private final OtpChallengeRepository challenges;
    private final ChallengeHandles handles;
    private final GuessLimits limits;
    private final Throttles throttles;

    CodeGuesses(
            CodeVerifier verifier,
            OtpChallengeRepository challenges,
            ChallengeHandles handles,
            GuessLimits limits,
            Throttles throttles) {
        this.verifier = verifier;
        this.challenges = challenges;
        this.handles = handles;
        this.limits = limits;
        this.throttles = throttles;
    }

    /** Checks a code in the caller's unit of work. The code stays valid. */
    PasswordReset look(Entitlement.ByCodeAlone typed) {
        return lookOnKnownDevice(typed).orElseGet(() -> lookAsStranger(typed));
    }

    /** What a known device asked for itself is found past the limits that strangers share, as long as it does not guess itself. */
    private Optional<PasswordReset> lookOnKnownDevice(Entitlement.ByCodeAlone typed) {
        Throttles.Call call = throttles.call(typed.origin());
        typed.origin().known().ifPresent(device -> call.charge(limits.overall(), "device " + device.id()));
        ChallengeRef ref = typed.ofItsChallenge().challenge();
        return typed.origin()
                .known()
                .filter(device -> call.take().isEmpty())
                .flatMap(device -> handles.findOwn(ref, typed.code(), typed.origin()))
                .map(own -> isMeant(typed) ? check(typed, call) : unknown(typed));
    }

    private PasswordReset lookAsStranger(Entitlement.ByCodeAlone typed) {
        Throttles.Call call = throttles
                .call(typed.origin())
                .chargeCrowd(limits.perAddress(), typed.origin().network());
        typed.email()
                .map(EmailAddress::key)
                .ifPresentOrElse(
                        person -> call.charge(limits.overall(), person),
                        () -> call.chargeCrowd(limits.overall(), "everybody"));
        Optional<Throttled> throttled = call.take();
        if (throttled.isPresent()) {
            return new PasswordReset.Refused(throttled.get());
        }
        return isMeant(typed) ? check(typed, call) : unknown(typed);
    }

    private PasswordReset unknown(Entitlement.ByCodeAlone typed) {
        verifier.recordRefusal(RefusalReason.UNKNOWN_CHALLENGE, typed.origin());
        return new PasswordReset.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0);
    }

    private PasswordReset check(Entitlement.ByCodeAlone typed, Throttles.Call call) {
        Entitlement.ByCode guess = typed.ofItsChallenge();
        return verifier.checkAndKeep(guess.challenge(), guess.code(), guess.origin(), guess.purpose()::equals)
                .<PasswordReset>fold(
                        right -> {
                            call.giveBack();
                            return new PasswordReset.Accepted(Optional.empty());
                        },
                        wrong -> new PasswordReset.Wrong(wrong.reason(), 0));
    }

    /** Whether the code exists and was sent to the named address. */
    private boolean isMeant(Entitlement.ByCodeAlone typed) {
        return typed.email().isEmpty()
                || handles.find(typed.ofItsChallenge().challenge(), typed.code(), typed.origin())
                        .flatMap(challenges::find)
                        .filter(challenge -> challenge
                                .contact()
                                .key()
                                .equals(typed.email().get().key()))
                        .isPresent();
    }
}
