package io.latchkey.application.session;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One way to prove a second factor. Signing in asks every method in order. The last method sends a code to a contact
 * and serves every account that chose no other method. All calls are made in the unit of work of the sign-in.
 */
public interface SecondFactorMethod {
    /** Whether the account chose this method. */
    boolean isChosenBy(User user);

    /**
     * Counts the cost of starting, after the password proved right and before the account is locked.
     *
     * @return the reason why the method may not start now; empty when it may
     */
    default Optional<TooSoon> charge(User user, ClientOrigin origin) {
        return Optional.empty();
    }

    /**
     * Starts to ask for the factor. The account is locked until the unit of work ends.
     *
     * @return empty when the account has no means to prove the factor
     */
    Optional<SecondFactorPrompt> start(User user, ClientOrigin origin);

    /**
     * Checks an answer. A guess must be counted before it is compared. Guesses must be limited per prompt and per
     * account. An answer is accepted at most once.
     *
     * @param answer names its prompt by the prompt's id, or by the account when the password came with it
     * @return empty when this method did not ask the question
     */
    Optional<Check> verify(SignInCommand.ByCode answer);

    /** Outcome of checking an answer. */
    sealed interface Check {
        /** Calls the function of this outcome's case. */
        <R> R fold(Function<Proven, R> proven, Function<Wrong, R> wrong);

        /**
         * @param user the account as it is stored now, active
         * @param afterPassword whether the prompt followed the account's right password
         * @param methods how the person has now signed in, as registered in RFC 8176
         */
        record Proven(User user, boolean afterPassword, List<String> methods) implements Check {
            @Override
            public <R> R fold(Function<Proven, R> proven, Function<Wrong, R> wrong) {
                return proven.apply(this);
            }
        }

        /** @param attemptsLeft number of guesses that are still accepted */
        record Wrong(RefusalReason reason, int attemptsLeft) implements Check {
            @Override
            public <R> R fold(Function<Proven, R> proven, Function<Wrong, R> wrong) {
                return wrong.apply(this);
            }
        }
    }
}
