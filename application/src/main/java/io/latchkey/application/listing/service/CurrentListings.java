package io.latchkey.application.listing.service;

import io.latchkey.application.listing.port.AddressReader;
import io.latchkey.application.listing.port.ListingRepository;
import io.latchkey.application.shared.Chore;
import io.latchkey.application.shared.service.Core;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Listings;
import io.latchkey.domain.listing.Target.Kind;
import io.latchkey.domain.shared.Contact;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Knows all listings by heart, so that no call costs a statement because of them. Twice a second it asks the store for the number of the
 * last change, and reads the listings again when there was one.
 */
public final class CurrentListings {
    /** The most listings that there may be; some 20 MB. */
    public static final int MOST = 50_000;

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Looks for changes. It has a thread of its own, so that nothing else makes it late. */
    public final Chore refresh;

    public final ListedNames names;
    private final ListingRepository repository;
    private final Core core;
    private volatile Known known = new Known(-1, Listings.NONE);

    private record Known(long version, Listings listings) {}

    public CurrentListings(ListingRepository repository, AddressReader addresses, Core core) {
        this.names = new ListedNames(core.digester(), addresses);
        this.repository = repository;
        this.core = core;
        this.refresh = new Chore("listings", PAUSE, "Listings could not be read", () -> {
            refresh();
            return 0;
        });
    }

    /** Learns what changed. One thread at a time, so that none puts older listings in the place of newer ones. */
    public synchronized void refresh() {
        // The version first: what is changed after it is read again next time.
        long version = core.unitOfWork().read(repository::version);
        if (version != known.version()) {
            Instant now = core.clock().instant();
            known = new Known(version, Listings.of(core.unitOfWork().read(() -> repository.findRules(now))));
        }
    }

    /** The block of a contact that counts now. */
    public Optional<Listing.Rule> block(Contact contact, Instant now) {
        Listings listings = known.listings();
        return have(listings, Kind.CONTACT, Kind.PREFIX, Kind.DOMAIN)
                ? listings.block(names.of(contact), now)
                : Optional.empty();
    }

    /** The block of a client's address that counts now. */
    public Optional<Listing.Rule> blockOfAddress(String address, Instant now) {
        Listings listings = known.listings();
        return have(listings, Kind.NETWORK) ? listings.block(names.ofAddress(address), now) : Optional.empty();
    }

    /** Whether a client's address is excepted from blocks and from the limits that clients of one network share. */
    public boolean isAllowedAddress(String address, Instant now) {
        Listings listings = known.listings();
        return have(listings, Kind.NETWORK)
                && listings.allowance(names.ofAddress(address), now).isPresent();
    }

    private static boolean have(Listings listings, Kind... kinds) {
        for (Kind kind : kinds) {
            if (listings.have(kind)) {
                return true;
            }
        }
        return false;
    }
}
