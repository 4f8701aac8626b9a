package io.latchkey.application.delivery.port;

import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.Report;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads the receipts of a provider in the provider's own form, and checks how they are signed. */
@FunctionalInterface
public interface ReceiptReader {
    /** Empty for a provider that has no form of its own. Compares signatures in constant time. */
    Optional<Read> read(ReceiptCall call);

    /**
     * A call as it was read.
     *
     * @param nonce set where the signature covers a nonce and not the content, so that nothing counts before the nonce was used
     */
    record Read(Reading reading, Optional<ReceiptNonce> nonce) {
        /** A call that counts as it is. */
        public static Read of(Reading reading) {
            return new Read(reading, Optional.empty());
        }

        /**
         * What the call says: nothing authentic where its nonce was used for another content.
         *
         * @param use uses a nonce and answers whether it is good for the content, as {@link ReceiptNonceRepository#use} does
         */
        public Reading after(Predicate<? super ReceiptNonce> use) {
            return nonce.filter(used -> !use.test(used))
                    .<Reading>map(bad -> new Reading.NotAuthentic())
                    .orElse(reading);
        }
    }

    /** What a call says. */
    sealed interface Reading {
        /** Answers with the function of this reading's case. */
        <R> R fold(
                Function<? super Receipts, ? extends R> onReceipts,
                Function<? super Greeting, ? extends R> onGreeting,
                Function<? super NotAuthentic, ? extends R> onNotAuthentic,
                Function<? super Malformed, ? extends R> onMalformed);

        /** Final states only; empty when the provider told of steps on the way. */
        record Receipts(List<Report> reports) implements Reading {
            @Override
            public <R> R fold(
                    Function<? super Receipts, ? extends R> onReceipts,
                    Function<? super Greeting, ? extends R> onGreeting,
                    Function<? super NotAuthentic, ? extends R> onNotAuthentic,
                    Function<? super Malformed, ? extends R> onMalformed) {
                return onReceipts.apply(this);
            }
        }

        /**
         * The provider asks whether this is the right address.
         *
         * @param mediaType of the answer
         */
        record Greeting(String answer, String mediaType) implements Reading {
            /** An answer in plain text. */
            public Greeting(String answer) {
                this(answer, "text/plain");
            }

            @Override
            public <R> R fold(
                    Function<? super Receipts, ? extends R> onReceipts,
                    Function<? super Greeting, ? extends R> onGreeting,
                    Function<? super NotAuthentic, ? extends R> onNotAuthentic,
                    Function<? super Malformed, ? extends R> onMalformed) {
                return onGreeting.apply(this);
            }
        }

        /** The call does not show that it comes from that provider. */
        record NotAuthentic() implements Reading {
            @Override
            public <R> R fold(
                    Function<? super Receipts, ? extends R> onReceipts,
                    Function<? super Greeting, ? extends R> onGreeting,
                    Function<? super NotAuthentic, ? extends R> onNotAuthentic,
                    Function<? super Malformed, ? extends R> onMalformed) {
                return onNotAuthentic.apply(this);
            }
        }

        /** The call is authentic, but not in the provider's form. */
        record Malformed() implements Reading {
            @Override
            public <R> R fold(
                    Function<? super Receipts, ? extends R> onReceipts,
                    Function<? super Greeting, ? extends R> onGreeting,
                    Function<? super NotAuthentic, ? extends R> onNotAuthentic,
                    Function<? super Malformed, ? extends R> onMalformed) {
                return onMalformed.apply(this);
            }
        }
    }
}
