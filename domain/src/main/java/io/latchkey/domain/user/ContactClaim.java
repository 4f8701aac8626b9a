package io.latchkey.domain.user;

import io.latchkey.domain.shared.Contact;

/**
 * A contact that an account says is its own.
 *
 * @param isVerified whether the account's owner proved to receive messages there
 */
public record ContactClaim<C extends Contact>(C contact, boolean isVerified) {
    /** A contact that nobody has proven yet. */
    public static <C extends Contact> ContactClaim<C> unproven(C contact) {
        return new ContactClaim<>(contact, false);
    }

    /** A contact that the account's owner has proven. */
    public static <C extends Contact> ContactClaim<C> verified(C contact) {
        return new ContactClaim<>(contact, true);
    }
}
