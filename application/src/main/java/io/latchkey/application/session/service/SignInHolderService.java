package io.latchkey.application.session.service;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInHolderUseCase;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import java.util.Optional;

/** Looks for the account before a guess counts; looking for nobody is throttled like asking who has an account. */
public final class SignInHolderService implements SignInHolderUseCase {
    private final CodeVerifier verifier;
    private final UserRepository users;
    private final CodeSessions sessions;
    private final ThrottlePolicy limits;
    private final Throttles throttles;
    private final UnitOfWork unitOfWork;

    public SignInHolderService(
            CodeVerifier verifier,
            UserRepository users,
            CodeSessions sessions,
            ThrottlePolicy limits,
            Throttles throttles,
            UnitOfWork unitOfWork) {
        this.verifier = verifier;
        this.users = users;
        this.sessions = sessions;
        this.limits = limits;
        this.throttles = throttles;
        this.unitOfWork = unitOfWork;
    }

    private sealed interface Step {
        record Missed() implements Step {}

        record Tried(CodeSessions.Step step) implements Step {}
    }

    @Override
    public HolderSignIn signIn(Guess guess) {
        Step step = unitOfWork.execute(() -> step(guess));
        return step instanceof Step.Tried tried
                ? new HolderSignIn.Decided(sessions.finish(tried.step()))
                : new HolderSignIn.UnknownAccount();
    }

    private Step step(Guess guess) {
        if (!guess.conceal() && holder(guess).isEmpty()) {
            Optional<Throttled> throttled = throttles
                    .call()
                    .charge(limits.availabilityPerAddress(), guess.origin().network())
                    .take();
            return throttled.isPresent() ? answer(new SignIn.Refused(throttled.get())) : new Step.Missed();
        }
        CodeVerifier.Check check = verifier.check(
                new ChallengeRef.ByContact(guess.purpose(), guess.contact()),
                guess.code(),
                guess.origin(),
                guess.purpose()::equals);
        if (check instanceof CodeVerifier.Check.Wrong wrong) {
            return answer(new SignIn.WrongCode(wrong.reason(), wrong.attemptsLeft()));
        }
        // Read after the challenge and its account were locked.
        return new Step.Tried(
                sessions.open(((CodeVerifier.Check.Right) check).challenge(), holder(guess), guess.origin()));
    }

    private static Step answer(SignIn outcome) {
        return new Step.Tried(new CodeSessions.Step.Answer(outcome));
    }

    private Optional<User> holder(Guess guess) {
        return users.findByLogin(new LoginName.ByContact(guess.contact())).filter(User::isActive);
    }
}
