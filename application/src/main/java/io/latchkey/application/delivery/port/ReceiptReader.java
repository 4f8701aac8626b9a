package io.latchkey.application.delivery.port;

import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.Report;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the receipts of a provider in the provider's own form, and checks how they are signed. */
@FunctionalInterface
public interface ReceiptReader {
    /** Empty for a provider that has no form of its own. Compares signatures in constant time. */
    Optional<Reading> read(ReceiptCall call);

    /** What a call says. */
    sealed interface Reading {
        /** Answers with the function of this reading's case. */
        <R> R fold(
                Function<? super Receipts, ? extends R> onReceipts,
                Function<? super Greeting, ? extends R> onGreeting,
                Function<? super NotAuthentic, ? extends R> onNotAuthentic,
                Function<? super Malformed, ? extends R> onMalformed,
                Function<? super Once, ? extends R> onOnce);

        /** Final states only; empty when the provider told of steps on the way. */
        record Receipts(List<Report> reports) implements Reading {
            @Override
            public <R> R fold(
                    Function<? super Receipts, ? extends R> onReceipts,
                    Function<? super Greeting, ? extends R> onGreeting,
                    Function<? super NotAuthentic, ? extends R> onNotAuthentic,
                    Function<? super Malformed, ? extends R> onMalformed,
                    Function<? super Once, ? extends R> onOnce) {
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
                    Function<? super Malformed, ? extends R> onMalformed,
                    Function<? super Once, ? extends R> onOnce) {
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
                    Function<? super Malformed, ? extends R> onMalformed,
                    Function<? super Once, ? extends R> onOnce) {
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
                    Function<? super Malformed, ? extends R> onMalformed,
                    Function<? super Once, ? extends R> onOnce) {
                return onMalformed.apply(this);
            }
        }

        /**
         * The call says this if its nonce was not used for another content. Its signature covers the nonce and not the content, so
         * nothing of it counts before {@link ReceiptNonceRepository#use} was asked.
         */
        record Once(ReceiptNonce nonce, Reading reading) implements Reading {
            @Override
            public <R> R fold(
                    Function<? super Receipts, ? extends R> onReceipts,
                    Function<? super Greeting, ? extends R> onGreeting,
                    Function<? super NotAuthentic, ? extends R> onNotAuthentic,
                    Function<? super Malformed, ? extends R> onMalformed,
                    Function<? super Once, ? extends R> onOnce) {
                return onOnce.apply(this);
            }
        }
    }
}
