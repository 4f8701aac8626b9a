package io.latchkey.application.account.service;

import io.latchkey.application.account.GuessLimits;
import io.latchkey.application.account.RecoverByCodeUseCase;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.otp.service.ChallengeHandles;
import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.service.NewPasswords;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.Password;
import java.util.Optional;

/**
 * Counts a guess first, looks second, and takes a right one back, all in one unit of work that holds the counters: however many
 * guess at once, no more wrong ones are compared than the limits allow.
 */
public final class RecoverByCodeService implements RecoverByCodeUseCase {
    private final CodeVerifier verifier;
    private final OtpChallengeRepository challenges;
    private final ChallengeHandles handles;
    private final ResetPasswordUseCase resetPassword;
    private final NewPasswords newPasswords;
    private final GuessLimits limits;
    private final Throttles throttles;
    private final UnitOfWork unitOfWork;

    public RecoverByCodeService(
            CodeVerifier verifier,
            OtpChallengeRepository challenges,
            ChallengeHandles handles,
            ResetPasswordUseCase resetPassword,
            NewPasswords newPasswords,
            GuessLimits limits,
            Throttles throttles,
            UnitOfWork unitOfWork) {
        this.verifier = verifier;
        this.challenges = challenges;
        this.handles = handles;
        this.resetPassword = resetPassword;
        this.newPasswords = newPasswords;
        this.limits = limits;
        this.throttles = throttles;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Recovery look(TypedCode typed) {
        return unitOfWork.execute(() -> guess(typed));
    }

    @Override
    public Recovery reset(TypedCode typed, Password newPassword) {
        try {
            newPasswords.check(newPassword);
        } catch (InvalidValueException refused) {
            throw refused.in("newPassword");
        }
        Recovery looked = look(typed);
        if (!(looked instanceof Recovery.Accepted)) {
            return looked;
        }
        PasswordReset reset = resetPassword.reset(new ResetPasswordCommand(
                new ResetPasswordCommand.Entitlement.ByCode(
                        byCode(typed.purpose()), typed.purpose(), typed.code(), typed.origin()),
                newPassword));
        return reset instanceof PasswordReset.Refused refused ? new Recovery.Wrong(refused.reason()) : looked;
    }

    private Recovery guess(TypedCode typed) {
        Throttles.Call call = throttles
                .call()
                .charge(limits.perAddress(), typed.origin().network())
                .charge(limits.overall(), typed.email().map(EmailAddress::key).orElse("everybody"));
        Optional<Throttled> throttled = call.take();
        if (throttled.isPresent()) {
            return new Recovery.Refused(throttled.get());
        }
        if (!isMeant(typed)) {
            return new Recovery.Wrong(RefusalReason.UNKNOWN_CHALLENGE);
        }
        CodeVerifier.Check check =
                verifier.look(byCode(typed.purpose()), typed.code(), typed.origin(), typed.purpose()::equals);
        if (check instanceof CodeVerifier.Check.Wrong wrong) {
            return new Recovery.Wrong(wrong.reason());
        }
        call.giveBack();
        return new Recovery.Accepted();
    }

    /** Whether the code, if it is one, went to the address that was named. */
    private boolean isMeant(TypedCode typed) {
        return typed.email().isEmpty()
                || handles.find(byCode(typed.purpose()), typed.code())
                        .flatMap(challenges::find)
                        .filter(challenge -> challenge
                                .contact()
                                .key()
                                .equals(typed.email().get().key()))
                        .isPresent();
    }

    private static ChallengeRef byCode(OtpPurpose purpose) {
        return new ChallengeRef.ByCode(purpose);
    }
}
