package io.latchkey.application.otp;

import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.OwnContact;
import io.latchkey.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;

/**
 * A code to be sent. {@link #to} and {@link #asked} begin one; what a caller wants otherwise is added to it.
 *
 * @param lookup how the code's challenge is to be found later
 * @param reuse whether a pending challenge found so is sent again, code, deadline and guesses unchanged, in place of a new one
 * @param guarded whether the contact is blocked after too many codes or wrong guesses
 * @param patience how long the first try to deliver is awaited; zero for not at all
 * @param channel the channel that the requester chose; empty when the route decides
 * @param requester who asks, and the language of the message, where the account has none of its own
 */
public record SendCodeCommand(
        OtpPurpose purpose,
        Recipient recipient,
        Lookup lookup,
        boolean reuse,
        boolean guarded,
        Duration patience,
        Optional<Channel> channel,
        Requester requester) {
    /** @throws InvalidValueException when the purpose is a second factor, whose codes are sent by signing in */
    public SendCodeCommand {
        if (purpose.equals(OtpPurpose.SECOND_FACTOR)) {
            throw new InvalidValueException("purpose", "second-factor codes are sent by signing in with the password");
        }
    }

    /** A new code that is found by its challenge's id and not awaited. */
    public static SendCodeCommand to(Recipient recipient, OtpPurpose purpose, Requester requester) {
        return new SendCodeCommand(
                purpose, recipient, Lookup.ID_ONLY, false, false, Duration.ZERO, Optional.empty(), requester);
    }

    /**
     * A code that anybody may ask for, for a contact that is named. A code that signs in or resets a password goes to the account that
     * has the contact, and to nobody when there is none; the answer is the same.
     *
     * @throws InvalidValueException when codes of that purpose cannot be asked for
     */
    public static SendCodeCommand asked(OtpPurpose purpose, Contact contact, Requester requester) {
        boolean needsAccount = purpose.authenticates() || purpose.equals(OtpPurpose.RESET_PASSWORD);
        Recipient recipient = needsAccount ? new Recipient.Holder(contact, true) : new Recipient.Anybody(contact);
        return to(recipient, purpose, requester);
    }

    /** The same, with a challenge that is found in another way. */
    public SendCodeCommand foundBy(Lookup other) {
        return new SendCodeCommand(purpose, recipient, other, reuse, guarded, patience, channel, requester);
    }

    /** The same, but a pending code is sent again. */
    public SendCodeCommand reusing() {
        return new SendCodeCommand(purpose, recipient, lookup, true, guarded, patience, channel, requester);
    }

    /** The same, to a contact that is blocked after too many codes or wrong guesses. */
    public SendCodeCommand toGuarded() {
        return new SendCodeCommand(purpose, recipient, lookup, reuse, true, patience, channel, requester);
    }

    /** The same, with the first try to deliver awaited for so long; zero for not at all. */
    public SendCodeCommand awaited(Duration longest) {
        return new SendCodeCommand(purpose, recipient, lookup, reuse, guarded, longest, channel, requester);
    }

    /** The same by a channel that the requester chose; empty when the route decides. */
    public SendCodeCommand by(Optional<Channel> chosen) {
        return new SendCodeCommand(purpose, recipient, lookup, reuse, guarded, patience, chosen, requester);
    }

    /** Who gets the code, and what account it acts on. */
    public sealed interface Recipient {
        /** One function for each case. */
        interface Cases<R> {
            R anybody(Anybody anybody);

            R whoever(Whoever whoever);

            R newcomer(Newcomer newcomer);

            R holder(Holder holder);

            R holderOrClaimant(HolderOrClaimant holderOrClaimant);

            R accountsOwn(AccountsOwn accountsOwn);
        }

        /** Answers each case by its own function. */
        <R> R answer(Cases<R> cases);

        /** Whoever has the contact; the code acts on no account. */
        record Anybody(Contact contact) implements Recipient {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.anybody(this);
            }
        }

        /** Whoever has the contact; the code acts on the active account that verified it, if there is one. */
        record Whoever(Contact contact) implements Recipient {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.whoever(this);
            }
        }

        /** Somebody no account has verified this contact for. */
        record Newcomer(Contact contact) implements Recipient {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.newcomer(this);
            }
        }

        /**
         * The account that verified this contact.
         *
         * @param conceal whether a stranger's contact is answered like an own one, and nothing sent
         */
        record Holder(Contact contact, boolean conceal) implements Recipient {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.holder(this);
            }
        }

        /**
         * The account that verified this contact, else the newest that claims it and has verified none.
         *
         * @param conceal whether a stranger's contact is answered like an own one, and nothing sent
         */
        record HolderOrClaimant(Contact contact, boolean conceal) implements Recipient {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.holderOrClaimant(this);
            }
        }

        /**
         * A contact of an account. A code to a former one acts on no account; it proves no more than that somebody reads what is sent
         * there.
         */
        record AccountsOwn(UserId userId, OwnContact which) implements Recipient {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.accountsOwn(this);
            }
        }
    }

    /** What a challenge is found by beside its id. */
    public enum Lookup {
        ID_ONLY,
        CONTACT,
        ACCOUNT,
        /** The code itself, which is then unlike every other pending one of its purpose; the account's pending ones are void. */
        CODE
    }
}
