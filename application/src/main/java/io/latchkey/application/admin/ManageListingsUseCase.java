package io.latchkey.application.admin;

import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.listing.Listing;
import java.util.Optional;
import java.util.UUID;

/**
 * Use case: block contacts and networks, and except them from blocks. It counts on every node within a second. Whoever is no
 * administrator lists single contacts only.
 */
public interface ManageListingsUseCase {
    /**
     * Finds listings that are not over, newest first.
     *
     * @param after where the page begins; empty for the first one
     * @param most 1 to {@link Page#MOST}
     */
    Administered<Page<Listing>> find(Act act, ListingFilter filter, Optional<Position> after, int most);

    /**
     * Lists something, in the place of what was listed of it with the same effect.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when it cannot be listed: it is malformed, ends too early or too late,
     *     holds the actor's own address, or there are too many listings
     */
    Administered<Listing> add(Act act, NewListing wanted);

    /** Lifts a listing; answers it as it was. */
    Administered<Listing> lift(Act act, UUID id);
}
