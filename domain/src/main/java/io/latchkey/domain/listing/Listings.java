package io.latchkey.domain.listing;

import io.latchkey.domain.listing.Listing.Effect;
import io.latchkey.domain.listing.Listing.Rule;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All listings, found by the names that they cover. Never changed, so safe for use by several threads. */
public final class Listings {
    /** Nothing is listed. */
    public static final Listings NONE = of(List.of());

    private final Map<Effect, Map<Target.Kind, ByLength>> rules = new EnumMap<>(Effect.class);

    /** Rules of one effect and kind by the length of their name, and by their name. */
    private static final class ByLength {
        private final Map<Integer, Map<String, Rule>> rules = new HashMap<>();

        void add(Rule rule) {
            rules.computeIfAbsent(rule.name().length(), length -> new HashMap<>())
                    .merge(rule.name(), rule, (one, other) -> one.endsAt().isAfter(other.endsAt()) ? one : other);
        }

        Stream<Rule> covering(String name) {
            return rules.entrySet().stream()
                    .filter(some -> some.getKey() <= name.length())
                    .flatMap(some ->
                            Optional.ofNullable(some.getValue().get(name.substring(0, some.getKey()))).stream());
        }
    }

    private Listings() {
        for (Effect effect : Effect.values()) {
            rules.put(effect, new EnumMap<>(Target.Kind.class));
        }
    }

    public static Listings of(Collection<Rule> all) {
        Listings listings = new Listings();
        all.forEach(rule -> listings.of(rule.effect())
                .computeIfAbsent(rule.kind(), kind -> new ByLength())
                .add(rule));
        return listings;
    }

    private Map<Target.Kind, ByLength> of(Effect effect) {
        return rules.getOrDefault(effect, Map.of());
    }

    /** Whether any listing is of this kind. */
    public boolean have(Target.Kind kind) {
        return rules.values().stream().anyMatch(kinds -> kinds.containsKey(kind));
    }

    /**
     * The block that counts for something and ends last; empty when there is none, or an exception from blocks counts, too.
     *
     * @param names its names by kind
     */
    public Optional<Rule> block(Map<Target.Kind, String> names, Instant now) {
        return allowance(names, now).isPresent() ? Optional.empty() : find(Effect.BLOCK, names, now);
    }

    /** The exception from blocks that counts for something and ends last. */
    public Optional<Rule> allowance(Map<Target.Kind, String> names, Instant now) {
        return find(Effect.ALLOW, names, now);
    }

    private Optional<Rule> find(Effect effect, Map<Target.Kind, String> names, Instant now) {
        Map<Target.Kind, ByLength> kinds = of(effect);
        return kinds.isEmpty()
                ? Optional.empty()
                : names.entrySet().stream()
                        .flatMap(named -> Optional.ofNullable(kinds.get(named.getKey())).stream()
                                .flatMap(some -> some.covering(named.getValue())))
                        .filter(rule -> rule.isLive(now))
                        .max(Comparator.comparing(Rule::endsAt));
    }
}
