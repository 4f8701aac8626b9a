package io.latchkey.application.admin;

import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Target;
import io.latchkey.domain.shared.Contact;
import java.util.Optional;

/**
 * Which listings are looked for. All conditions hold together.
 *
 * @param contact looks for those that cover this contact
 * @param address looks for those that cover this address of a client
 */
public record ListingFilter(
        Optional<Listing.Effect> effect,
        Optional<Target.Kind> kind,
        Optional<Contact> contact,
        Optional<String> address) {
    /** Every listing. */
    public static final ListingFilter ALL =
            new ListingFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Those that cover this contact. */
    public ListingFilter covering(Contact covered) {
        return new ListingFilter(effect, kind, Optional.of(covered), address);
    }
}
