package io.latchkey.application.account;

import io.latchkey.application.shared.Requester;
import io.latchkey.application.ticket.TicketHolder;
import io.latchkey.domain.otp.OtpPurpose;
import java.util.function.Function;

/** A new account, with a way to prove its contacts. */
public record RegisterCommand(NewAccount account, Proof proof, Requester requester) {
    /**
     * Registers as the native API does. Codes prove the contacts. Taken contacts are concealed. The first account to
     * verify a contact gets it.
     */
    public static RegisterCommand provenByCode(NewAccount account, Requester requester) {
        return new RegisterCommand(
                account,
                new Proof.ByCode(OtpPurpose.VERIFY_CONTACT, TakenContacts.CONCEALED, Rivals.FIRST_TO_VERIFY_WINS),
                requester);
    }

    /** Registers an account that is active at once. Its contacts are not proven. */
    public static RegisterCommand unproven(NewAccount account, Requester requester) {
        return new RegisterCommand(account, new Proof.None(), requester);
    }

    /** The way to prove the contacts of a new account. */
    public sealed interface Proof {
        <R> R fold(
                Function<? super ByCode, ? extends R> onCode,
                Function<? super ByValidation, ? extends R> onValidation,
                Function<? super None, ? extends R> onNone);

        /**
         * Each contact gets a code. The account is pending until the first contact is verified. An account without
         * contacts is active at once.
         *
         * @param purpose purpose of the codes; its built-in purpose is {@code verify-contact}
         * @param taken with {@code TOLD}, taken contacts are told before the password is judged
         */
        record ByCode(OtpPurpose purpose, TakenContacts taken, Rivals rivals) implements Proof {
            @Override
            public <R> R fold(
                    Function<? super ByCode, ? extends R> onCode,
                    Function<? super ByValidation, ? extends R> onValidation,
                    Function<? super None, ? extends R> onNone) {
                return onCode.apply(this);
            }
        }

        /**
         * Every contact must have been validated before, by
         * {@link io.latchkey.application.otp.CheckCodeCommand.Effect.Validate}. The account is active at once. Each
         * validation is used up.
         *
         * @param app the app whose clients validated the contacts
         * @param holder the client that must have validated them
         */
        record ByValidation(String app, TicketHolder holder, TakenContacts taken) implements Proof {
            @Override
            public <R> R fold(
                    Function<? super ByCode, ? extends R> onCode,
                    Function<? super ByValidation, ? extends R> onValidation,
                    Function<? super None, ? extends R> onNone) {
                return onValidation.apply(this);
            }
        }

        /**
         * The contacts are not proven. The account is active at once and needs a username and a password to sign in. A
         * contact does not sign in until it is verified. A contact is taken if another account verified it or an
         * unproven account claims it. The caller is told so.
         */
        record None() implements Proof {
            @Override
            public <R> R fold(
                    Function<? super ByCode, ? extends R> onCode,
                    Function<? super ByValidation, ? extends R> onValidation,
                    Function<? super None, ? extends R> onNone) {
                return onNone.apply(this);
            }
        }
    }

    /** Decides between several sign-ups with the same contact. */
    public enum Rivals {
        FIRST_TO_VERIFY_WINS,
        /** A sign-up voids the codes of older sign-ups with the same contact. */
        NEWEST_WINS
    }
}
