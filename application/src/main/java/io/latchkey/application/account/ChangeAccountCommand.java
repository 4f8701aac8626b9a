package io.latchkey.application.account;

import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.ClientOrigin;
import java.util.function.Function;

/** What the caller wants of the own account, and how new contacts are proven. */
public record ChangeAccountCommand(Caller caller, AccountEdits edits, Proof proof) {
    /** How the contacts that an account names anew are proven. */
    public sealed interface Proof {
        <R> R fold(
                Function<? super ByCode, ? extends R> onCode, Function<? super ByValidation, ? extends R> onValidation);

        /**
         * A code goes to each new contact, and until it is verified the old one stays. A taken contact is answered like a free
         * one. A change of contacts, second factor or password asks for a recent sign-in (OWASP ASVS 5.0, 7.5.1).
         *
         * @param origin where the call comes from, for the limits on codes
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
         * Every contact that the account has not verified was validated before, by {@link
         * io.latchkey.application.otp.CheckCodeCommand.Effect.Validate}. Each validation is used up.
         *
         * @param app for whose clients the contacts were validated
         */
        record ByValidation(String app, TakenContacts taken) implements Proof {
            @Override
            public <R> R fold(
                    Function<? super ByCode, ? extends R> onCode,
                    Function<? super ByValidation, ? extends R> onValidation) {
                return onValidation.apply(this);
            }
        }
    }
}
