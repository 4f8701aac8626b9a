package io.latchkey.application.session;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One way to prove a second factor. Signing in asks every method in order; a code that is sent to a contact is the last one, which
 * serves every account that chose no other. All calls are made in the unit of work of the sign-in.
 */
public interface SecondFactorMethod {
    /** Whether the account chose this method. */
    boolean isChosenBy(User user);

    /** Counts what it costs to begin, after the password proved right and before the account is locked. */
    default Optional<TooSoon> charge(User user, ClientOrigin origin) {
        return Optional.empty();
    }

    /**
     * Begins to ask for the factor. The account is locked until the unit of work ends.
     *
     * @return empty when the account has nothing to prove the factor with
     */
    Optional<SecondFactorPrompt> start(User user, ClientOrigin origin);

    /**
     * Takes an answer. A wrong one must be counted before it is compared, and guesses must be limited per prompt and per account.
     * An answer is taken at most once.
     *
     * @param answer names what it answers by the id of the prompt, or by the account where the password came with it
     * @return empty when this method never asked what is answered
     */
    Optional<Check> verify(SignInCommand.ByCode answer);

    /** Outcome of an answer. */
    sealed interface Check {
        /** Answers each case by its own function. */
        <R> R fold(Function<Proven, R> proven, Function<Wrong, R> wrong);

        /**
         * @param user the account as it is stored now, active
         * @param afterPassword whether the answer was asked for after the account's password had proved right
         * @param methods how the person has signed in with it, as registered in RFC 8176
         */
        record Proven(User user, boolean afterPassword, List<String> methods) implements Check {
            @Override
            public <R> R fold(Function<Proven, R> proven, Function<Wrong, R> wrong) {
                return proven.apply(this);
            }
        }

        /** @param attemptsLeft guesses that are still taken */
        record Wrong(RefusalReason reason, int attemptsLeft) implements Check {
            @Override
            public <R> R fold(Function<Proven, R> proven, Function<Wrong, R> wrong) {
                return wrong.apply(this);
            }
        }
    }
}
