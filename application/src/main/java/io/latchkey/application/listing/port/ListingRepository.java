package io.latchkey.application.listing.port;

import io.latchkey.application.listing.ListingSearch;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Listings shared by all nodes. */
public interface ListingRepository {
    /** A place in the list, after a listing. */
    record Place(Instant madeAt, UUID id) {}

    /** Number of the last change; 0 before the first. */
    long version();

    /** Gives the listings the next version, and keeps everybody else from changing them until the unit of work ends. */
    void beginChange();

    /** Number of listings, those that are over among them. */
    int count();

    /** Finds the listing with this effect and target. */
    Optional<Listing> find(Listing.Effect effect, Target target);

    Optional<Listing> find(UUID id);

    void insert(Listing listing);

    void remove(UUID id);

    /** What is decided by: the rules of all listings that are not over. */
    List<Listing.Rule> findRules(Instant now);

    /**
     * Finds listings that are not over in one statement, newest first.
     *
     * @param after leaves out this place and all before it
     * @param most the most that are found
     */
    List<Listing> find(ListingSearch search, Optional<Place> after, Instant now, int most);

    /** Forgets who made listings, because the account is gone. */
    void forgetMaker(String madeBy);

    /** Forgets listings that are over, at most so many; answers how many. */
    int purge(Instant now, int most);
}
