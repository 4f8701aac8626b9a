package io.latchkey.application.session.service;

import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.otp.service.ContactAdoption;
import io.latchkey.application.session.CodeSignInCommand;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInByCodeUseCase;
import io.latchkey.application.session.SignInWithCodeUseCase;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.Verification;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Signs in with a code: on its own, or after the password. */
public final class SignInWithCodeService implements SignInWithCodeUseCase, SignInByCodeUseCase {
    private static final Set<OtpPurpose> AUTHENTICATING = Set.of(OtpPurpose.SIGN_IN, OtpPurpose.SECOND_FACTOR);

    private final CodeVerifier verifier;
    private final ContactAdoption adoption;
    private final UserRepository users;
    private final SessionOpener opener;
    private final TokenMinter minter;
    private final boolean secondFactorRequired;
    private final UnitOfWork unitOfWork;

    /** @param secondFactorRequired whether a code alone never signs anybody in who has a password */
    public SignInWithCodeService(
            CodeVerifier verifier,
            ContactAdoption adoption,
            UserRepository users,
            SessionOpener opener,
            TokenMinter minter,
            boolean secondFactorRequired,
            UnitOfWork unitOfWork) {
        this.verifier = verifier;
        this.adoption = adoption;
        this.users = users;
        this.opener = opener;
        this.minter = minter;
        this.secondFactorRequired = secondFactorRequired;
        this.unitOfWork = unitOfWork;
    }

    /** What the transaction came to; tokens are made after it. */
    private sealed interface Step {
        record Open(User user, Session session) implements Step {}

        record Answer(SignIn outcome) implements Step {}
    }

    @Override
    public SignIn signIn(OtpChallengeId challengeId, OtpCode code, ClientOrigin origin) {
        return signIn(() -> verifier.check(challengeId, code, AUTHENTICATING::contains), origin);
    }

    @Override
    public SignIn signIn(CodeSignInCommand command) {
        try {
            return signIn(
                    () -> verifier.check(command.challenge(), command.code(), command.purpose()::equals),
                    command.origin());
        } catch (ContactTakenException taken) {
            return new SignIn.WrongCode(Verification.Reason.ALREADY_USED, 0);
        }
    }

    private SignIn signIn(Supplier<CodeVerifier.Check> check, ClientOrigin origin) {
        Step step = unitOfWork.execute(() -> step(check.get(), origin));
        return step instanceof Step.Open open
                ? new SignIn.SignedIn(minter.mint(open.user(), open.session()))
                : ((Step.Answer) step).outcome();
    }

    private Step step(CodeVerifier.Check check, ClientOrigin origin) {
        if (check instanceof CodeVerifier.Check.Wrong wrong) {
            return new Step.Answer(new SignIn.WrongCode(wrong.reason(), wrong.attemptsLeft()));
        }
        CodeVerifier.Check.Right right = (CodeVerifier.Check.Right) check;
        OtpPurpose purpose = right.challenge().purpose().base();
        Optional<User> found = purpose.equals(OtpPurpose.VERIFY_CONTACT)
                ? right.user()
                        .map(user -> adoption.adopt(user, right.challenge().contact()))
                : right.user();
        Optional<User> entitled = found.filter(User::isActive)
                // A contact given up since the code was sent no longer signs in.
                .filter(user -> user.hasVerified(right.challenge().contact()));
        if (entitled.isEmpty()) {
            return new Step.Answer(new SignIn.WrongCode(Verification.Reason.EXPIRED, 0));
        }
        User user = entitled.get();
        boolean isSecondFactor = purpose.equals(OtpPurpose.SECOND_FACTOR);
        boolean needsPassword =
                user.secondFactor() != SecondFactor.NONE || secondFactorRequired && user.passwordHash() != null;
        if (!isSecondFactor && needsPassword) {
            return new Step.Answer(new SignIn.PasswordNeeded());
        }
        if (user.codeFailures() > 0) {
            users.update(user.forgetCodeFailures());
        }
        List<String> methods = methods(right.challenge(), isSecondFactor);
        return new Step.Open(user, opener.open(user, methods, origin));
    }

    private static List<String> methods(OtpChallenge challenge, boolean isSecondFactor) {
        String delivered = challenge.contact().channel() == Channel.SMS ? "sms" : "otp";
        return isSecondFactor ? List.of("pwd", delivered, "mfa") : List.of(delivered);
    }
}
