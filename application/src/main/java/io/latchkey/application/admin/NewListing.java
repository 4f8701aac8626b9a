package io.latchkey.application.admin;

import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Target;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import java.time.Instant;
import java.util.Optional;

/**
 * What an operator lists.
 *
 * @param typed the target as it was typed
 * @param contact the target, when it is one contact
 * @param endsAt at this instant the listing no longer counts
 */
public record NewListing(
        Listing.Effect effect, Target.Kind kind, String typed, Optional<Contact> contact, Instant endsAt) {
    /**
     * Reads what somebody typed.
     *
     * @throws InvalidValueException when it shall be a contact and is none
     */
    public static NewListing parse(
            Listing.Effect effect, Target.Kind kind, String typed, Instant endsAt, ContactParser contacts) {
        return new NewListing(
                effect,
                kind,
                typed,
                kind == Target.Kind.CONTACT ? Optional.of(parseContact(typed, contacts)) : Optional.empty(),
                endsAt);
    }

    /**
     * Reads an e-mail address or a phone number.
     *
     * @throws InvalidValueException when the text is neither
     */
    public static Contact parseContact(String typed, ContactParser contacts) {
        try {
            return contacts.parse(typed.contains("@") ? ContactKind.EMAIL : ContactKind.PHONE, typed);
        } catch (InvalidValueException refused) {
            throw new InvalidValueException(refused.reason());
        }
    }

    @Override
    public String toString() {
        return "NewListing[" + effect + ", " + kind + "]";
    }
}
