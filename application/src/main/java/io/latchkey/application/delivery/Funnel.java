package io.latchkey.application.delivery;

import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.delivery.ProviderHealth;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.InvalidValueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What became of messages in a window of time.
 *
 * @param providers the providers that this node called
 */
public record Funnel(Instant from, Instant until, List<FunnelRow> rows, List<ProviderStatus> providers) {
    /** Property that messages are grouped by. */
    public enum Dimension {
        PROVIDER,
        COUNTRY,
        CHANNEL,
        TEMPLATE;

        /** Wire name: {@code provider}, {@code country}, {@code channel} or {@code template}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws InvalidValueException when the name is no dimension's wire name */
        public static Dimension parse(String raw) {
            for (Dimension dimension : values()) {
                if (dimension.wireName().equals(raw)) {
                    return dimension;
                }
            }
            throw new InvalidValueException("must be any of provider, country, channel, template, separated by commas");
        }
    }

    /**
     * The state of a provider, as one node sees it.
     *
     * @param share the part of its full share of messages that it has now; 0 to 1
     * @param countries the part it has in countries where late or missing receipts lowered it, by ISO 3166 code
     */
    public record ProviderStatus(
            String provider, ProviderHealth.State state, double share, Map<String, Double> countries) {}

    /**
     * Messages that are alike in some dimensions, summed over the others; {@link FunnelRow} says what is counted.
     *
     * @param provider empty when messages are not grouped by it; the same holds for country, channel and template
     * @param country ISO 3166 code; empty text for messages that go to no single country
     * @param cost sum in one currency; empty where no price is known
     */
    public record Group(
            Optional<String> provider,
            Optional<String> country,
            Optional<Channel> channel,
            Optional<String> template,
            long requested,
            long accepted,
            long delivered,
            long failed,
            long verified,
            Optional<Cost> cost) {
        /** Part of the accepted messages that a receipt confirmed; 0 to 1, empty when none was accepted. */
        public OptionalDouble deliveryRate() {
            return rate(delivered);
        }

        /** Part of the accepted messages whose code was entered; 0 to 1, empty when none was accepted. */
        public OptionalDouble conversionRate() {
            return rate(verified);
        }

        private OptionalDouble rate(long part) {
            return accepted == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / (double) accepted);
        }
    }

    private record Kind(
            Optional<String> provider, Optional<String> country, Optional<Channel> channel, Optional<String> template) {
        private static final Comparator<Kind> ORDER = Comparator.comparing((Kind kind) -> kind.provider.orElse(""))
                .thenComparing(kind -> kind.country.orElse(""))
                .thenComparing(kind -> kind.channel.map(Channel::wireName).orElse(""))
                .thenComparing(kind -> kind.template.orElse(""));

        private static Kind of(FunnelRow row, Set<Dimension> dimensions) {
            return new Kind(
                    Optional.of(row.provider()).filter(some -> dimensions.contains(Dimension.PROVIDER)),
                    Optional.of(row.country()).filter(some -> dimensions.contains(Dimension.COUNTRY)),
                    Optional.of(row.channel()).filter(some -> dimensions.contains(Dimension.CHANNEL)),
                    Optional.of(row.template()).filter(some -> dimensions.contains(Dimension.TEMPLATE)));
        }
    }

    /**
     * Groups the messages, in the order of the names. Each currency has a group of its own, so that amounts are never
     * mixed. Messages that cost nothing, such as refused ones, join the group with a currency if there is only one, so
     * that its rates cover all of them.
     *
     * @param dimensions when empty, all messages are of one kind
     */
    public List<Group> by(Set<Dimension> dimensions) {
        Map<Kind, List<FunnelRow>> kinds = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> Kind.of(row, dimensions), () -> new TreeMap<>(Kind.ORDER), Collectors.toList()));
        List<Group> groups = new ArrayList<>();
        kinds.forEach((kind, members) -> groups.addAll(groups(kind, members)));
        return List.copyOf(groups);
    }

    private static List<Group> groups(Kind kind, List<FunnelRow> members) {
        Map<String, List<FunnelRow>> byCurrency = members.stream()
                .collect(Collectors.groupingBy(
                        row -> row.cost().map(Cost::currency).orElse(""), TreeMap::new, Collectors.toList()));
        return byCurrency.size() == 2 && byCurrency.containsKey("")
                ? List.of(sum(kind, members))
                : byCurrency.values().stream().map(alike -> sum(kind, alike)).toList();
    }

    private static Group sum(Kind kind, List<FunnelRow> alike) {
        Optional<Cost> cost = alike.stream()
                .flatMap(row -> row.cost().stream())
                .reduce((one, other) -> new Cost(one.micros() + other.micros(), one.currency()));
        return new Group(
                kind.provider,
                kind.country,
                kind.channel,
                kind.template,
                sum(alike, FunnelRow::requested),
                sum(alike, FunnelRow::accepted),
                sum(alike, FunnelRow::delivered),
                sum(alike, FunnelRow::failed),
                sum(alike, FunnelRow::verified),
                cost);
    }

    private static long sum(List<FunnelRow> rows, ToLongFunction<FunnelRow> count) {
        return rows.stream().mapToLong(count).sum();
    }
}
