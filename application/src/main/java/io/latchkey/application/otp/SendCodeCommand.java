package io.latchkey.application.otp;

import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.UserId;
import java.time.Duration;

/**
 * A code to be sent to somebody the caller is told more about than the native API tells.
 *
 * @param lookup how the code's challenge is to be found later
 * @param reuse whether a pending challenge found so is sent again, code, deadline and guesses unchanged, in place of a new one
 * @param patience how long the first try to deliver is awaited; zero for not at all
 */
public record SendCodeCommand(
        OtpPurpose purpose, Recipient recipient, Lookup lookup, boolean reuse, Duration patience, Requester requester) {

    /** Who gets the code, and what account it acts on. */
    public sealed interface Recipient {
        /** Whoever has the contact; the code acts on no account. */
        record Anybody(Contact contact) implements Recipient {}

        /** Whoever has the contact; the code acts on the active account that verified it, if there is one. */
        record Whoever(Contact contact) implements Recipient {}

        /** Somebody no account has verified this contact for. */
        record Newcomer(Contact contact) implements Recipient {}

        /**
         * The account that verified this contact.
         *
         * @param conceal whether a stranger's contact is answered like an own one, and nothing sent
         */
        record Holder(Contact contact, boolean conceal) implements Recipient {}

        /**
         * The account that verified this contact, else the newest that claims it and has verified none.
         *
         * @param conceal whether a stranger's contact is answered like an own one, and nothing sent
         */
        record HolderOrClaimant(Contact contact, boolean conceal) implements Recipient {}

        /** A contact named on behalf of an account, whether or not it has it yet. */
        record Account(UserId userId, Contact contact) implements Recipient {}

        /** The verified contact that account has on this channel. */
        record AccountsOwn(UserId userId, ContactKind kind) implements Recipient {}
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
