package io.latchkey.domain.user;

import io.latchkey.domain.shared.Contact;

/**
 * A contact that an account claims.
 *
 * @param isVerified whether the account's owner has proved to receive messages there
 */
public record ContactClaim<C extends Contact>(C contact, boolean isVerified) {
    /** A contact without proof. */
    public static <C extends Contact> ContactClaim<C> unproven(C contact) {
        return new ContactClaim<>(contact, false);
    }

    /** A contact that the account's owner has proved. */
    public static <C extends Contact> ContactClaim<C> verified(C contact) {
        return new ContactClaim<>(contact, true);
    }
}
