package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.UserId;

/** Whose code it is: a newcomer's, named by the contact, or an account's, named by its id. */
sealed interface CodeOwner {
    /** Who gets the code. */
    Recipient recipient();

    /** Which code is guessed at. */
    ChallengeRef challenge(OtpPurpose purpose);

    record Newcomer(Contact contact) implements CodeOwner {
        @Override
        public Recipient recipient() {
            return new Recipient.Newcomer(contact);
        }

        @Override
        public ChallengeRef challenge(OtpPurpose purpose) {
            return new ChallengeRef.ByContact(purpose, contact);
        }
    }

    /** @param kind which of the account's contacts is meant */
    record Account(UserId userId, ContactKind kind) implements CodeOwner {
        @Override
        public Recipient recipient() {
            return new Recipient.AccountsOwn(userId, kind);
        }

        @Override
        public ChallengeRef challenge(OtpPurpose purpose) {
            return new ChallengeRef.ByOwnContact(purpose, userId, kind);
        }
    }
}
