package io.latchkey.application.account;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Outcome of registering. */
public sealed interface Registration {
    <R> R fold(
            Function<? super Pending, ? extends R> onPending,
            Function<? super Completed, ? extends R> onCompleted,
            Function<? super Faulty, ? extends R> onFaulty,
            Function<? super Refused, ? extends R> onRefused);

    /** The contacts wait for verification. A concealed contact that belongs to another account looks the same. */
    record Pending(List<IssuedChallenge> challenges) implements Registration {
        @Override
        public <R> R fold(
                Function<? super Pending, ? extends R> onPending,
                Function<? super Completed, ? extends R> onCompleted,
                Function<? super Faulty, ? extends R> onFaulty,
                Function<? super Refused, ? extends R> onRefused) {
            return onPending.apply(this);
        }
    }

    /** The account is active. */
    record Completed(User user) implements Registration {
        @Override
        public <R> R fold(
                Function<? super Pending, ? extends R> onPending,
                Function<? super Completed, ? extends R> onCompleted,
                Function<? super Faulty, ? extends R> onFaulty,
                Function<? super Refused, ? extends R> onRefused) {
            return onCompleted.apply(this);
        }
    }

    /**
     * Nothing was saved and no validation was used up.
     *
     * @param faults at least one
     */
    record Faulty(Set<AccountFault> faults) implements Registration {
        @Override
        public <R> R fold(
                Function<? super Pending, ? extends R> onPending,
                Function<? super Completed, ? extends R> onCompleted,
                Function<? super Faulty, ? extends R> onFaulty,
                Function<? super Refused, ? extends R> onRefused) {
            return onFaulty.apply(this);
        }
    }

    record Refused(TooSoon why) implements Registration {
        @Override
        public <R> R fold(
                Function<? super Pending, ? extends R> onPending,
                Function<? super Completed, ? extends R> onCompleted,
                Function<? super Faulty, ? extends R> onFaulty,
                Function<? super Refused, ? extends R> onRefused) {
            return onRefused.apply(this);
        }
    }
}
