package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.OwnContact;
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

    record Account(UserId userId, OwnContact which) implements CodeOwner {
        @Override
        public Recipient recipient() {
            return new Recipient.AccountsOwn(userId, which);
        }

        @Override
        public ChallengeRef challenge(OtpPurpose purpose) {
            return new ChallengeRef.ByOwnContact(purpose, userId, which);
        }
    }
}
