package io.latchkey.application.otp.port;

import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.shared.EmailAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * E-mail addresses that get nothing because a message to them bounced, and the one code by which their owner verifies them anew. Only that
 * owner may learn how an address stands. All methods work in the unit of work of whoever asks.
 */
public interface BouncedAddresses {
    /** How an address stands. */
    Standing look(EmailAddress address);

    /**
     * Lets the newest message of a challenge through to an address that bounced. Of several challenges at once, one is let through.
     *
     * @return why it is not, so that it fails like every other message to the address; empty when it is let through
     */
    Optional<Standing.Closed> probe(EmailAddress address, OtpChallenge challenge);

    /** Opens the address of a challenge whose code was right, if it was let through to it. */
    void verified(OtpChallenge challenge);

    /** How an address stands. */
    sealed interface Standing {
        <R> R fold(
                Supplier<? extends R> onOpen,
                Supplier<? extends R> onBounced,
                Function<? super Closed, ? extends R> onClosed);

        /** Messages go there. */
        record Open() implements Standing {
            @Override
            public <R> R fold(
                    Supplier<? extends R> onOpen,
                    Supplier<? extends R> onBounced,
                    Function<? super Closed, ? extends R> onClosed) {
                return onOpen.get();
            }
        }

        /** Nothing goes there but one code, which may be let through now. */
        record Bounced() implements Standing {
            @Override
            public <R> R fold(
                    Supplier<? extends R> onOpen,
                    Supplier<? extends R> onBounced,
                    Function<? super Closed, ? extends R> onClosed) {
                return onBounced.get();
            }
        }

        /**
         * Nothing goes there.
         *
         * @param retryAfter time until a code may be let through; more than zero; empty when none ever is, because the reader complained or
         *     opted out
         */
        record Closed(Optional<Duration> retryAfter) implements Standing {
            @Override
            public <R> R fold(
                    Supplier<? extends R> onOpen,
                    Supplier<? extends R> onBounced,
                    Function<? super Closed, ? extends R> onClosed) {
                return onClosed.apply(this);
            }
        }
    }
}
