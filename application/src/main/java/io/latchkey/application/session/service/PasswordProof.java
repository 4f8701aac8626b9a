package io.latchkey.application.session.service;

import io.latchkey.application.otp.port.HandleTakenException;
import io.latchkey.application.session.PasswordLock;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand.PasswordGuess;
import io.latchkey.application.session.service.PasswordFailures.Guessing;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.service.PasswordComparison;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.util.Optional;

/**
 * Proves a password, then acts on the proof in the unit of work that counts it. The comparison runs outside any unit of
 * work. Its result counts on two conditions. The locked failures must show that the try was allowed. The locked account
 * must still have the compared password. A login without an account takes the same steps and the same time.
 */
final class PasswordProof {
    /** A third comparison means that the password is replaced again and again. */
    private static final int MOST_COMPARISONS = 3;
    /** Each retry lets one of the concurrent codes for one account through; 5 allows for 5. */
    private static final int MOST_TRIES_TO_SEND = 5;

    private final PasswordComparison comparison;
    private final PasswordFailures failures;
    private final UserRepository users;
    private final ThrottlePolicy limits;
    private final Throttles throttles;
    private final UnitOfWork unitOfWork;
    private final UnfinishedSignIns unfinished;

    PasswordProof(
            PasswordComparison comparison,
            PasswordFailures failures,
            UserRepository users,
            ThrottlePolicy limits,
            Throttles throttles,
            UnitOfWork unitOfWork,
            UnfinishedSignIns unfinished) {
        this.comparison = comparison;
        this.failures = failures;
        this.users = users;
        this.limits = limits;
        this.throttles = throttles;
        this.unitOfWork = unitOfWork;
        this.unfinished = unfinished;
    }

    /** The action after a right password, in the unit of work that counts it. */
    interface Act {
        /**
         * Acts on a right password.
         *
         * @param stored the account's password, which must be unchanged when the action commits
         * @throws PasswordReplacedException when the account has another password now
         */
        SignInStep on(User user, PasswordHash stored);
    }

    /** Compares a password. Acts on a right one and answers why a wrong one is refused. */
    SignInStep prove(PasswordGuess guess, PasswordLock lock, Act act) {
        Optional<Throttled> hammering = addressLimit(guess).refusal();
        if (hammering.isPresent()) {
            return recorded(guess, Optional.empty(), answered(new SignIn.Refused(hammering.get())));
        }
        try {
            return unitOfWork.repeating(
                    MOST_COMPARISONS, PasswordReplacedException.class, () -> compare(guess, lock, act));
        } catch (PasswordReplacedException replacedAgainAndAgain) {
            return recorded(guess, Optional.empty(), answered(new SignIn.WrongCredentials()));
        }
    }

    private static SignInStep answered(SignIn outcome) {
        return new SignInStep.Answered(outcome);
    }

    private SignInStep recorded(PasswordGuess guess, Optional<User> account, SignInStep step) {
        return step.fold(opened -> opened, proven -> proven, answer -> {
            unfinished.record(guess.login(), account, guess.origin(), answer.outcome());
            return answer;
        });
    }

    private SignInStep compare(PasswordGuess guess, PasswordLock lock, Act act) {
        Guessing guessing = unitOfWork.read(() -> failures.find(guess));
        Optional<SignIn> shut = lock.findLock(guessing.lockSubject())
                .<SignIn>map(SignIn.Locked::new)
                .or(guessing::shut);
        if (shut.isPresent()) {
            return recorded(guess, guessing.account(), answered(shut.get()));
        }
        Optional<PasswordComparison.Match> match =
                comparison.compare(guess.password(), guessing.user().filter(User::isActive));
        SignInStep step = unitOfWork.retrying(
                MOST_TRIES_TO_SEND, HandleTakenException.class, () -> count(guess, guessing, match, lock, act));
        return recorded(guess, guessing.account(), step);
    }

    private SignInStep count(
            PasswordGuess guess,
            Guessing guessing,
            Optional<PasswordComparison.Match> match,
            PasswordLock lock,
            Act act) {
        // The address's limit stands alone, so that a refusal looks the same for right and wrong passwords.
        return addressLimit(guess)
                .take()
                .<SignIn>map(SignIn.Refused::new)
                .or(() -> lock.attempt(guessing.lockSubject(), match.isPresent())
                        .map(wait -> {
                            unfinished.tellLock(guessing.lockSubject(), guessing.account());
                            return new SignIn.Locked(wait);
                        }))
                .or(() -> match.isPresent() ? guessing.reset() : Optional.of(guessing.count(lock)))
                .<SignInStep>map(SignInStep.Answered::new)
                .orElseGet(() -> admit(match.orElseThrow(), act));
    }

    private SignInStep admit(PasswordComparison.Match match, Act act) {
        Optional<PasswordHash> rehashed = match.rehashed();
        if (rehashed.isPresent() && !users.rehash(match.account().id(), match.compared(), rehashed.get())) {
            throw new PasswordReplacedException();
        }
        return act.on(match.account(), rehashed.orElse(match.compared()));
    }

    private Throttles.Call addressLimit(PasswordGuess guess) {
        return throttles
                .call(guess.origin())
                .chargeCrowd(limits.signInPerAddress(), guess.origin().network());
    }
}
