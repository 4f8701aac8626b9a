package io.latchkey.application.session.service;

import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.session.CodeSignInCommand;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInByCodeUseCase;
import io.latchkey.application.session.SignInWithCodeUseCase;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.service.ContactAdoption;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.user.User;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Signs in with a code: on its own, or after the password. */
public final class SignInWithCodeService implements SignInWithCodeUseCase, SignInByCodeUseCase {
    private static final Set<OtpPurpose> AUTHENTICATING = Set.of(OtpPurpose.SIGN_IN, OtpPurpose.SECOND_FACTOR);

    private final CodeVerifier verifier;
    private final ContactAdoption adoption;
    private final CodeSessions sessions;
    private final UnitOfWork unitOfWork;

    public SignInWithCodeService(
            CodeVerifier verifier, ContactAdoption adoption, CodeSessions sessions, UnitOfWork unitOfWork) {
        this.verifier = verifier;
        this.adoption = adoption;
        this.sessions = sessions;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public SignIn signIn(OtpChallengeId challengeId, OtpCode code, ClientOrigin origin) {
        return signIn(() -> verifier.check(challengeId, code, origin, AUTHENTICATING::contains), origin);
    }

    @Override
    public SignIn signIn(CodeSignInCommand command) {
        try {
            return signIn(
                    () -> verifier.check(
                            command.challenge(), command.code(), command.origin(), command.purpose()::equals),
                    command.origin());
        } catch (ContactTakenException taken) {
            return new SignIn.WrongCode(RefusalReason.ALREADY_USED, 0);
        }
    }

    private SignIn signIn(Supplier<CodeVerifier.Check> check, ClientOrigin origin) {
        return sessions.finish(unitOfWork.execute(() -> step(check.get(), origin)));
    }

    private CodeSessions.Step step(CodeVerifier.Check check, ClientOrigin origin) {
        if (check instanceof CodeVerifier.Check.Wrong wrong) {
            return new CodeSessions.Step.Answer(new SignIn.WrongCode(wrong.reason(), wrong.attemptsLeft()));
        }
        CodeVerifier.Check.Right right = (CodeVerifier.Check.Right) check;
        Optional<User> found = right.challenge().purpose().builtIn().equals(OtpPurpose.VERIFY_CONTACT)
                ? right.user()
                        .map(user -> adoption.adopt(user, right.challenge().contact()))
                : right.user();
        return sessions.open(right.challenge(), found, origin);
    }
}
