package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.listing.ListingSearch;
import io.latchkey.application.listing.port.ListingRepository;
import io.latchkey.application.listing.port.ListingRepository.Place;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Listing.Effect;
import io.latchkey.domain.listing.Target;
import io.latchkey.domain.listing.Target.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of stores for listings. */
public interface ListingRepositoryContract extends StoreContract {
    Instant END = NOW.plusSeconds(3600);
    ListingSearch ANY = new ListingSearch(Optional.empty(), Optional.empty(), Optional.empty());

    private ListingRepository listings() {
        return store().administration().listings();
    }

    private static Listing listing(Effect effect, Target target, Instant madeAt, Instant endsAt) {
        return new Listing(UUID.randomUUID(), effect, target, "spam 🦊", "command line", madeAt, endsAt);
    }

    private Listing save(Effect effect, Target target, Instant madeAt, Instant endsAt) {
        Listing listing = listing(effect, target, madeAt, endsAt);
        inOne(() -> listings().insert(listing));
        return listing;
    }

    private Listing block(Target target, Instant madeAt) {
        return save(Effect.BLOCK, target, madeAt, END);
    }

    private List<Listing> find(ListingSearch search, Instant now) {
        return reading(() -> listings().find(search, Optional.empty(), now, 100));
    }

    @Test
    default void finds_a_listing_by_its_id_and_by_what_it_is_about() {
        Target prefix = Target.prefix("+4915");
        Listing block = block(prefix, NOW);
        Listing allowed = save(Effect.ALLOW, prefix, NOW, END);
        assertThat(reading(() -> listings().find(block.id()))).contains(block);
        assertThat(reading(() -> listings().find(Effect.ALLOW, prefix))).contains(allowed);
        assertThat(reading(() -> listings().find(Effect.BLOCK, Target.prefix("+4916"))))
                .isEmpty();
        assertThat(reading(() -> listings().count())).isEqualTo(2);
        inOne(() -> listings().remove(block.id()));
        assertThat(reading(() -> listings().find(block.id()))).isEmpty();
    }

    @Test
    default void counts_its_changes() {
        assertThat(reading(() -> listings().version())).isZero();
        Parallel.run(
                8,
                number -> inOne(() -> {
                    listings().beginChange();
                    return number;
                }));
        assertThat(reading(() -> listings().version())).isEqualTo(8);
    }

    @Test
    default void tells_the_rules_that_are_not_over() {
        Listing block = block(Target.domain("example.org"), NOW);
        save(Effect.ALLOW, Target.domain("example.com"), NOW, NOW.plusSeconds(1));
        assertThat(reading(() -> listings().findRules(NOW))).hasSize(2);
        assertThat(reading(() -> listings().findRules(NOW.plusSeconds(1))))
                .containsExactly(new Listing.Rule(block.id(), Effect.BLOCK, Kind.DOMAIN, "org.example.", END));
    }

    @Test
    default void lists_what_is_not_over_newest_first_and_page_by_page() {
        Listing first = block(Target.prefix("+4915"), NOW);
        Listing second = save(Effect.ALLOW, Target.domain("example.org"), NOW.plusSeconds(1), END);
        Listing third = block(Target.domain("example.com"), NOW.plusSeconds(2));
        save(Effect.BLOCK, Target.prefix("+4916"), NOW, NOW.plusSeconds(3));
        Instant now = NOW.plusSeconds(3);
        assertThat(find(ANY, now)).containsExactly(third, second, first);
        assertThat(reading(() -> listings().find(ANY, Optional.of(new Place(third.madeAt(), third.id())), now, 1)))
                .containsExactly(second);
        assertThat(find(new ListingSearch(Optional.of(Effect.ALLOW), Optional.empty(), Optional.empty()), now))
                .containsExactly(second);
        assertThat(find(new ListingSearch(Optional.empty(), Optional.of(Kind.PREFIX), Optional.empty()), now))
                .containsExactly(first);
    }

    @Test
    default void finds_the_listings_that_cover_something() {
        Listing prefix = block(Target.prefix("+4915"), NOW);
        Listing domain = block(Target.domain("example.org"), NOW.plusSeconds(1));
        Listing contact = block(new Target(Kind.CONTACT, "digest", "a***e@mail.example.org"), NOW.plusSeconds(2));
        block(Target.domain("other.example.org"), NOW);
        assertThat(find(
                        new ListingSearch(
                                Optional.empty(), Optional.empty(), Optional.of(Map.of(Kind.PREFIX, "+4915112345678"))),
                        NOW))
                .containsExactly(prefix);
        assertThat(find(
                        new ListingSearch(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Map.of(Kind.CONTACT, "digest", Kind.DOMAIN, "org.example.mail."))),
                        NOW))
                .containsExactly(contact, domain);
        assertThat(find(new ListingSearch(Optional.empty(), Optional.empty(), Optional.of(Map.of())), NOW))
                .isEmpty();
    }

    @Test
    default void forgets_who_made_a_listing_and_listings_that_are_over() {
        Listing block = block(Target.prefix("+4915"), NOW);
        inOne(() -> listings().forgetMaker("command line"));
        assertThat(reading(() -> listings().find(block.id()).orElseThrow()).madeBy())
                .isEqualTo("erased");
        assertThat(inOne(() -> listings().purge(END.minusMillis(1), 10))).isZero();
        assertThat(inOne(() -> listings().purge(END, 10))).isEqualTo(1);
    }
}
