package io.latchkey.application.testkit;

import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.CountedSpan;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.ReceiptTally;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls to providers in memory. */
public final class InMemoryDeliveryAttemptRepository implements DeliveryAttemptRepository {
    private final InMemoryStore store;

    public InMemoryDeliveryAttemptRepository(InMemoryStore store) {
        this.store = store;
    }

    record Row(
            DeliveryAttempt attempt,
            @Nullable DeliveryState receipt,
            @Nullable Instant receiptAt,
            @Nullable DeliveryOutcome cause) {
        /** Whether receipts tell how well the provider works for this message. */
        boolean isJudged() {
            return receipt != DeliveryState.ACCEPTED
                    && (cause == null || cause.outlook() != DeliveryOutcome.Outlook.OTHER_CHANNEL);
        }

        boolean isAccepted() {
            return attempt.outcome().acceptance().isPresent();
        }

        boolean isAbout(String provider, String reference) {
            return attempt.provider().equals(provider)
                    && attempt.outcome()
                            .acceptance()
                            .flatMap(DeliveryOutcome.Accepted::reference)
                            .filter(reference::equals)
                            .isPresent();
        }
    }

    private record Destination(String provider, String country) {
        static Destination of(Row row) {
            return new Destination(row.attempt().provider(), row.attempt().country());
        }
    }

    private record Handed(OutboxMessageId message, String provider, String country, Channel channel, String template) {
        static Handed of(Row row) {
            DeliveryAttempt attempt = row.attempt();
            return new Handed(
                    attempt.messageId(), attempt.provider(), attempt.country(), attempt.channel(), attempt.template());
        }
    }

    private record Kind(String provider, String country, Channel channel, String template, Optional<String> currency) {
        static Kind of(List<Row> message) {
            DeliveryAttempt one = message.get(0).attempt();
            Optional<String> currency = message.stream()
                    .flatMap(row -> row.attempt().cost().stream())
                    .map(Cost::currency)
                    .findFirst();
            return new Kind(one.provider(), one.country(), one.channel(), one.template(), currency);
        }
    }

    /** Every call, oldest first. */
    public List<DeliveryAttempt> all() {
        return rows().map(Row::attempt).toList();
    }

    private Stream<Row> rows() {
        return store.attempts.read().values().stream();
    }

    private Stream<Row> rows(Instant from, Instant until) {
        return rows().filter(row -> !row.attempt().startedAt().isBefore(from)
                && row.attempt().startedAt().isBefore(until));
    }

    @Override
    public void insert(List<DeliveryAttempt> attempts) {
        attempts.forEach(attempt -> store.attempts.write().put(attempt.id(), new Row(attempt, null, null, null)));
    }

    @Override
    public Match receive(String provider, Report report, Instant at, Instant sentFrom) {
        List<Row> found = rows(sentFrom, Instant.MAX)
                .filter(row -> row.isAbout(provider, report.reference()))
                .toList();
        List<Row> unanswered = found.stream()
                .filter(row -> row.receipt() == null || row.receipt() == DeliveryState.ACCEPTED)
                .toList();
        unanswered.forEach(row -> store.attempts
                .write()
                .put(
                        row.attempt().id(),
                        new Row(
                                row.attempt(),
                                report.state(),
                                at,
                                report.cause().orElse(null))));
        return new Match(
                found.stream().map(row -> row.attempt().messageId()).distinct().toList(),
                !unanswered.isEmpty(),
                found.stream()
                        .map(Row::attempt)
                        .map(attempt -> new Sent(attempt.channel(), attempt.country(), attempt.startedAt()))
                        .findFirst());
    }

    @Override
    public List<String> taken(String provider, List<String> references, Instant sentFrom) {
        return references.stream()
                .distinct()
                .filter(reference -> rows(sentFrom, Instant.MAX).anyMatch(row -> row.isAbout(provider, reference)))
                .toList();
    }

    private static Optional<Taken> taken(Row row) {
        DeliveryAttempt attempt = row.attempt();
        return attempt.outcome()
                .reference()
                .map(reference -> new Taken(attempt.messageId(), attempt.channel(), reference));
    }

    @Override
    public List<Taken> unreported(String provider, Instant from, Instant until, int most) {
        return rows(from, until)
                .filter(row -> row.attempt().provider().equals(provider) && row.receipt() == null)
                .sorted(Comparator.comparing(row -> row.attempt().startedAt()))
                .flatMap(row -> taken(row).stream())
                .limit(most)
                .toList();
    }

    @Override
    public List<Use> used(String provider, Instant from, Instant until, int most) {
        return rows().filter(row -> row.attempt().provider().equals(provider) && isVerified(row))
                .flatMap(row -> taken(row).stream()
                        .map(taken -> new Use(taken, usedAt(row.attempt()).orElseThrow()))
                        .filter(use -> !row.attempt().startedAt().isAfter(use.at())))
                .filter(use -> !use.at().isBefore(from) && use.at().isBefore(until))
                .sorted(Comparator.comparing(Use::at))
                .limit(most)
                .toList();
    }

    private Optional<Instant> usedAt(DeliveryAttempt attempt) {
        return Optional.ofNullable(attempt.challengeId())
                .map(store.challenges.read()::get)
                .map(OtpChallenge::usedAt);
    }

    @Override
    public List<ReceiptTally> tallyReceipts(Instant from, Instant until, Duration inTime) {
        return rows(from, until)
                .filter(Row::isAccepted)
                .filter(Row::isJudged)
                .collect(Collectors.groupingBy(Destination::of))
                .entrySet()
                .stream()
                .map(destination -> new ReceiptTally(
                        destination.getKey().provider(),
                        destination.getKey().country(),
                        destination.getValue().size(),
                        destination.getValue().stream()
                                .filter(row -> isConfirmed(row, inTime))
                                .count(),
                        destination.getValue().stream()
                                .filter(row -> row.receipt() != null)
                                .count()))
                .toList();
    }

    private static boolean isConfirmed(Row row, Duration inTime) {
        return row.receipt() == DeliveryState.DELIVERED
                && row.receiptAt() != null
                && Duration.between(row.attempt().startedAt(), row.receiptAt()).compareTo(inTime) <= 0;
    }

    @Override
    public List<FunnelRow> funnel(Instant from, Instant until) {
        Collection<List<Row>> messages =
                rows().collect(Collectors.groupingBy(Handed::of)).values();
        return messages.stream()
                .filter(message -> isFirstHandedOver(message, from, until))
                .collect(Collectors.groupingBy(Kind::of))
                .entrySet()
                .stream()
                .map(kind -> row(kind.getKey(), kind.getValue()))
                .toList();
    }

    private static boolean isFirstHandedOver(List<Row> message, Instant from, Instant until) {
        Instant first = message.stream()
                .map(row -> row.attempt().startedAt())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return !first.isBefore(from) && first.isBefore(until);
    }

    private FunnelRow row(Kind kind, List<List<Row>> messages) {
        long micros = messages.stream()
                .flatMap(List::stream)
                .flatMap(row -> row.attempt().cost().stream())
                .mapToLong(Cost::micros)
                .sum();
        return new FunnelRow(
                new FunnelRow.Key(kind.provider(), kind.country(), kind.channel(), kind.template()),
                new FunnelRow.Counts(
                        messages.size(),
                        count(messages, Row::isAccepted),
                        count(messages, row -> row.receipt() == DeliveryState.DELIVERED),
                        messages.stream()
                                .filter(InMemoryDeliveryAttemptRepository::hasFailed)
                                .count(),
                        count(messages, this::isVerified)),
                kind.currency().map(currency -> new Cost(micros, currency)));
    }

    private static long count(List<List<Row>> messages, Predicate<Row> holds) {
        return messages.stream().filter(rows -> rows.stream().anyMatch(holds)).count();
    }

    private static boolean hasFailed(List<Row> message) {
        boolean isDelivered = message.stream().anyMatch(row -> row.receipt() == DeliveryState.DELIVERED);
        return message.stream().noneMatch(Row::isAccepted)
                || !isDelivered && message.stream().anyMatch(row -> row.receipt() == DeliveryState.FAILED);
    }

    private boolean isVerified(Row row) {
        DeliveryAttempt attempt = row.attempt();
        if (attempt.challengeId() == null || !row.isAccepted()) {
            return false;
        }
        OtpChallenge challenge = store.challenges.read().get(attempt.challengeId());
        Instant usedAt = challenge == null ? null : challenge.usedAt();
        return usedAt != null
                && rows().noneMatch(later -> later.isAccepted()
                        && later.attempt().messageId().equals(attempt.messageId())
                        && later.attempt().startedAt().isAfter(attempt.startedAt())
                        && !later.attempt().startedAt().isAfter(usedAt));
    }

    /** Keeps no counts, because {@link #funnel} counts all rows each time. */
    @Override
    public void countAhead(Instant minute, CountedSpan counted) {
        store.countedAhead.write().put("funnel", counted);
    }

    @Override
    public Optional<CountedSpan> countedAhead() {
        return Optional.ofNullable(store.countedAhead.read().get("funnel"));
    }

    @Override
    public Optional<Instant> firstAttempt() {
        return rows().map(row -> row.attempt().startedAt()).min(Comparator.naturalOrder());
    }

    @Override
    public int purgeCounts(Instant before, int most) {
        return 0;
    }

    @Override
    public int purge(Instant before, int most) {
        return InMemoryStore.removeFirst(
                store.attempts, row -> row.attempt().startedAt().isBefore(before), most);
    }
}
