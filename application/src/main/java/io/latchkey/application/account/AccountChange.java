package io.latchkey.application.account;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Outcome of changing the caller's own account. */
public sealed interface AccountChange {
    <R> R fold(
            Function<? super Changed, ? extends R> onChanged,
            Function<? super NotConfirmed, ? extends R> onNotConfirmed,
            Function<? super Faulty, ? extends R> onFaulty,
            Function<? super Refused, ? extends R> onRefused);

    /**
     * @param challenges one for each new contact that a code proves; the old contact stays until the code is verified
     */
    record Changed(User user, List<IssuedChallenge> challenges) implements AccountChange {
        @Override
        public <R> R fold(
                Function<? super Changed, ? extends R> onChanged,
                Function<? super NotConfirmed, ? extends R> onNotConfirmed,
                Function<? super Faulty, ? extends R> onFaulty,
                Function<? super Refused, ? extends R> onRefused) {
            return onChanged.apply(this);
        }
    }

    /** The change needs a recent sign-in or the current password (OWASP ASVS 5.0, 7.5.1). */
    record NotConfirmed(Unconfirmed why) implements AccountChange {
        @Override
        public <R> R fold(
                Function<? super Changed, ? extends R> onChanged,
                Function<? super NotConfirmed, ? extends R> onNotConfirmed,
                Function<? super Faulty, ? extends R> onFaulty,
                Function<? super Refused, ? extends R> onRefused) {
            return onNotConfirmed.apply(this);
        }
    }

    /**
     * Nothing was saved and no validation was used up.
     *
     * @param faults at least one
     */
    record Faulty(Set<AccountFault> faults) implements AccountChange {
        @Override
        public <R> R fold(
                Function<? super Changed, ? extends R> onChanged,
                Function<? super NotConfirmed, ? extends R> onNotConfirmed,
                Function<? super Faulty, ? extends R> onFaulty,
                Function<? super Refused, ? extends R> onRefused) {
            return onFaulty.apply(this);
        }
    }

    record Refused(TooSoon why) implements AccountChange {
        @Override
        public <R> R fold(
                Function<? super Changed, ? extends R> onChanged,
                Function<? super NotConfirmed, ? extends R> onNotConfirmed,
                Function<? super Faulty, ? extends R> onFaulty,
                Function<? super Refused, ? extends R> onRefused) {
            return onRefused.apply(this);
        }
    }
}
