package io.latchkey.application.otp.service;

import io.latchkey.application.otp.port.BouncedAddresses;
import io.latchkey.application.user.service.ContactAdoption;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.user.User;

/** Makes a contact an account's own after a right code, and ends a suppression that the code was let through. */
final class ProvenContacts {
    private final ContactAdoption adoption;
    private final BouncedAddresses bounced;

    ProvenContacts(ContactAdoption adoption, BouncedAddresses bounced) {
        this.adoption = adoption;
        this.bounced = bounced;
    }

    /**
     * Saves the account with its verified contact.
     *
     * @return the account as it is now
     * @throws io.latchkey.application.user.port.ContactTakenException when another account verified the contact first
     */
    User adopt(User user, OtpChallenge challenge) {
        User changed = adoption.adopt(user, challenge.contact());
        bounced.verified(challenge);
        return changed;
    }
}
