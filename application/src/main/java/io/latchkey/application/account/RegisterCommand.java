package io.latchkey.application.account;

import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpPurpose;
import java.util.function.Function;

/** Somebody new, and how the contacts are proven. */
public record RegisterCommand(NewAccount account, Proof proof, Requester requester) {
    /** The native API's way: codes prove the contacts, taken ones are concealed, and the first to verify a contact gets it. */
    public static RegisterCommand provenByCode(NewAccount account, Requester requester) {
        return new RegisterCommand(
                account,
                new Proof.ByCode(OtpPurpose.VERIFY_CONTACT, TakenContacts.CONCEALED, Rivals.FIRST_TO_VERIFY_WINS),
                requester);
    }

    /** The account is active at once; nobody has proven its contacts. */
    public static RegisterCommand unproven(NewAccount account, Requester requester) {
        return new RegisterCommand(account, new Proof.None(), requester);
    }

    /** How the contacts of a new account are proven. */
    public sealed interface Proof {
        <R> R fold(
                Function<? super ByCode, ? extends R> onCode,
                Function<? super ByValidation, ? extends R> onValidation,
                Function<? super None, ? extends R> onNone);

        /**
         * A code goes to each contact; until the first one is verified the account is pending. An account without contacts is
         * active at once.
         *
         * @param purpose what the codes are sent for; of the built-in purpose {@code verify-contact}
         * @param taken where {@code TOLD}, taken contacts are told before the password is judged
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
         * Every contact was validated before, by {@link io.latchkey.application.otp.CheckCodeCommand.Effect.Validate}. The
         * account is active at once, and each validation is used up.
         *
         * @param app for whose clients the contacts were validated
         */
        record ByValidation(String app, TakenContacts taken) implements Proof {
            @Override
            public <R> R fold(
                    Function<? super ByCode, ? extends R> onCode,
                    Function<? super ByValidation, ? extends R> onValidation,
                    Function<? super None, ? extends R> onNone) {
                return onValidation.apply(this);
            }
        }

        /**
         * Nobody proves the contacts. The account is active at once and needs a username and a password to sign in with. A
         * contact does not sign in before it is verified. One that another account verified, or that an unproven account claims,
         * is taken, and that is told.
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

    /** Who of several that sign up with one contact gets it. */
    public enum Rivals {
        FIRST_TO_VERIFY_WINS,
        /** A sign-up voids the codes of older ones that name the same contact. */
        NEWEST_WINS
    }
}
