package io.latchkey.domain.otp;

import java.time.Duration;
import java.util.function.Function;

/** Decision about another message. */
public sealed interface Resend {
    /** Answers with the function of this case. */
    <R> R fold(
            Function<? super Granted, ? extends R> onGranted,
            Function<? super TooEarly, ? extends R> onTooEarly,
            Function<? super UsedUp, ? extends R> onUsedUp,
            Function<? super Denied, ? extends R> onDenied);

    /**
     * The message may be sent.
     *
     * @param next the challenge after the message
     */
    record Granted(OtpChallenge next) implements Resend {
        @Override
        public <R> R fold(
                Function<? super Granted, ? extends R> onGranted,
                Function<? super TooEarly, ? extends R> onTooEarly,
                Function<? super UsedUp, ? extends R> onUsedUp,
                Function<? super Denied, ? extends R> onDenied) {
            return onGranted.apply(this);
        }
    }

    /**
     * The message must wait.
     *
     * @param remaining time until a message is granted; more than zero
     */
    record TooEarly(Duration remaining) implements Resend {
        @Override
        public <R> R fold(
                Function<? super Granted, ? extends R> onGranted,
                Function<? super TooEarly, ? extends R> onTooEarly,
                Function<? super UsedUp, ? extends R> onUsedUp,
                Function<? super Denied, ? extends R> onDenied) {
            return onTooEarly.apply(this);
        }
    }

    /** The challenge has sent all messages that it may. */
    record UsedUp() implements Resend {
        @Override
        public <R> R fold(
                Function<? super Granted, ? extends R> onGranted,
                Function<? super TooEarly, ? extends R> onTooEarly,
                Function<? super UsedUp, ? extends R> onUsedUp,
                Function<? super Denied, ? extends R> onDenied) {
            return onUsedUp.apply(this);
        }
    }

    record Denied(RefusalReason reason) implements Resend {
        @Override
        public <R> R fold(
                Function<? super Granted, ? extends R> onGranted,
                Function<? super TooEarly, ? extends R> onTooEarly,
                Function<? super UsedUp, ? extends R> onUsedUp,
                Function<? super Denied, ? extends R> onDenied) {
            return onDenied.apply(this);
        }
    }
}
