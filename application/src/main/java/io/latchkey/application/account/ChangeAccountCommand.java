package io.latchkey.application.account;

import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.ticket.TicketHolder;
import java.util.function.Function;

/** A change of the caller's own account, with a way to prove new contacts. */
public record ChangeAccountCommand(Caller caller, AccountEdits edits, Proof proof) {
    /** The way to prove contacts that are new to the account. */
    public sealed interface Proof {
        <R> R fold(
                Function<? super ByCode, ? extends R> onCode, Function<? super ByValidation, ? extends R> onValidation);

        /**
         * Each new contact gets a code. The old contact stays until the code is verified. A taken contact is answered
         * like a free one. A change of contacts, second factor or password requires a recent sign-in (OWASP ASVS 5.0,
         * 7.5.1).
         *
         * @param origin origin of the call, for the limits on codes
         */
        record ByCode(ClientOrigin origin) implements Proof {
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
