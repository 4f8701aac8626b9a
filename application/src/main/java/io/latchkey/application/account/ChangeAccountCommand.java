package io.latchkey.application.account;

import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.ticket.TicketHolder;
import io.latchkey.domain.otp.OtpPurpose;
import java.util.Optional;
import java.util.function.Function;

/**
 * A change of the caller's own account, with a way to prove new contacts. A change of contacts, second factor or password
 * needs a recent sign-in or the current password (OWASP ASVS 5.0, 7.5.1).
 *
 * @param current the current password in place of a recent sign-in
 */
public record ChangeAccountCommand(Caller caller, AccountEdits edits, Proof proof, Optional<CurrentPassword> current) {
    /** A change by a caller who signed in recently, or that needs no such sign-in. */
    public ChangeAccountCommand(Caller caller, AccountEdits edits, Proof proof) {
        this(caller, edits, proof, Optional.empty());
    }

    /** The contacts that get a code. */
    public enum Receivers {
        /** Those that the account neither verified nor claimed before. */
        NEW_CONTACTS,
        /** All that the edits name. */
        NAMED_CONTACTS
    }

    /** The way to prove contacts that are new to the account. */
    public sealed interface Proof {
        /** The app whose client changes the account. */
        String app();

        <R> R fold(
                Function<? super ByCode, ? extends R> onCode, Function<? super ByValidation, ? extends R> onValidation);

        /**
         * Each new contact gets a code. The old contact stays until the code is verified. A taken contact is answered
         * like a free one.
         *
         * @param purpose purpose of the codes; its built-in purpose is {@code verify-contact}
         * @param receivers the contacts that get a code
         * @param origin origin of the call, for the limits on codes
         */
        record ByCode(OtpPurpose purpose, Receivers receivers, ClientOrigin origin) implements Proof {
            /** Codes of the native API to the contacts that are new to the account. */
            public ByCode(ClientOrigin origin) {
                this(OtpPurpose.VERIFY_CONTACT, Receivers.NEW_CONTACTS, origin);
            }

            @Override
            public String app() {
                return origin.app();
            }

            @Override
            public <R> R fold(
                    Function<? super ByCode, ? extends R> onCode,
                    Function<? super ByValidation, ? extends R> onValidation) {
                return onCode.apply(this);
            }
        }

        /**
         * Every unverified contact must have been validated before, by
         * {@link io.latchkey.application.otp.CheckCodeCommand.Effect.Validate}. Each validation is used up.
         *
         * @param app the app whose clients validated the contacts
         * @param holder the client that must have validated them
         */
        record ByValidation(String app, TicketHolder holder, TakenContacts taken) implements Proof {
            @Override
            public <R> R fold(
                    Function<? super ByCode, ? extends R> onCode,
                    Function<? super ByValidation, ? extends R> onValidation) {
                return onValidation.apply(this);
            }
        }
    }
}
