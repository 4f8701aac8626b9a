package io.latchkey.application.testkit;

import io.latchkey.application.listing.ListingSearch;
import io.latchkey.application.listing.port.ListingRepository;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Target;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Listings in memory. */
public final class InMemoryListingRepository implements ListingRepository {
    private static final Comparator<Listing> NEWEST_FIRST = Comparator.comparing(Listing::madeAt)
            .thenComparing(listing -> listing.id().toString())
            .reversed();
    private static final String VERSION = "version";

    private final InMemoryStore store;

    public InMemoryListingRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public long version() {
        return store.listingVersion.read().getOrDefault(VERSION, 0L);
    }

    @Override
    public void beginChange() {
        store.listingVersion.write().merge(VERSION, 1L, Long::sum);
    }

    @Override
    public int count() {
        return store.listings.read().size();
    }

    @Override
    public Optional<Listing> find(Listing.Effect effect, Target target) {
        return all().filter(listing -> listing.effect() == effect
                        && listing.target().kind() == target.kind()
                        && listing.target().name().equals(target.name()))
                .findFirst();
    }

    private Stream<Listing> all() {
        return store.listings.read().values().stream();
    }

    @Override
    public Optional<Listing> find(UUID id) {
        return Optional.ofNullable(store.listings.read().get(id));
    }

    @Override
    public void insert(Listing listing) {
        store.listings.write().put(listing.id(), listing);
    }

    @Override
    public void remove(UUID id) {
        store.listings.write().remove(id);
    }

    @Override
    public List<Listing.Rule> findRules(Instant now) {
        return all().filter(listing -> now.isBefore(listing.endsAt()))
                .map(listing -> new Listing.Rule(
                        listing.id(),
                        listing.effect(),
                        listing.target().kind(),
                        listing.target().name(),
                        listing.endsAt()))
                .toList();
    }

    @Override
    public List<Listing> find(ListingSearch search, Optional<Place> after, Instant now, int most) {
        return all().filter(listing -> now.isBefore(listing.endsAt()))
                .filter(listing -> search.effect()
                        .filter(effect -> effect != listing.effect())
                        .isEmpty())
                .filter(listing -> search.kind()
                        .filter(kind -> kind != listing.target().kind())
                        .isEmpty())
                .filter(listing -> search.names()
                        .map(names -> covers(listing.target(), names))
                        .orElse(true))
                .sorted(NEWEST_FIRST)
                .filter(listing -> after.map(place -> isAfter(listing, place)).orElse(true))
                .limit(most)
                .toList();
    }

    private static boolean covers(Target target, Map<Target.Kind, String> names) {
        return Optional.ofNullable(names.get(target.kind()))
                .filter(target::covers)
                .isPresent();
    }

    private static boolean isAfter(Listing listing, Place place) {
        return listing.madeAt().isBefore(place.madeAt())
                || listing.madeAt().equals(place.madeAt())
                        && listing.id().toString().compareTo(place.id().toString()) < 0;
    }

    @Override
    public void forgetMaker(String madeBy) {
        store.listings
                .write()
                .replaceAll((id, listing) -> listing.madeBy().equals(madeBy)
                        ? new Listing(
                                id,
                                listing.effect(),
                                listing.target(),
                                listing.reason(),
                                "erased",
                                listing.madeAt(),
                                listing.endsAt())
                        : listing);
    }

    @Override
    public int purge(Instant now, int most) {
        return InMemoryStore.removeFirst(store.listings, listing -> !now.isBefore(listing.endsAt()), most);
    }
}
