package io.latchkey.adapters.persistence.delivery;

import io.latchkey.adapters.persistence.dialect.Table;
import io.latchkey.adapters.persistence.shared.Columns;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.CountedSpan;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.ReceiptTally;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.shared.Channel;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls to providers in table {@code delivery_attempt}. */
public final class JdbcDeliveryAttemptRepository implements DeliveryAttemptRepository {
    private static final String INSERT = """
        INSERT INTO delivery_attempt (id, message_id, challenge_id, provider, provider_reference, medium, country,
                                      template, segments, cost_micros, currency, outcome, reason, started_at,
                                      took_millis)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    static final String FIND = """
        SELECT message_id, receipt, medium, country, started_at FROM delivery_attempt
         WHERE provider = ? AND provider_reference = ? AND started_at >= ?
        """;

    private static final String TAKEN = """
        SELECT DISTINCT provider_reference FROM delivery_attempt
         WHERE provider = ? AND started_at >= ? AND provider_reference IN (%s)
        """;

    private static final String RECEIVE = """
        UPDATE delivery_attempt SET receipt = ?, receipt_at = ?, receipt_outcome = ?, receipt_reason = ?
         WHERE provider = ? AND provider_reference = ? AND started_at >= ? AND (receipt IS NULL OR receipt = 'ACCEPTED')
        """;

    static final String UNREPORTED = """
        SELECT message_id, medium, provider_reference FROM delivery_attempt
         WHERE started_at >= ? AND started_at < ? AND provider = ? AND outcome = 'ACCEPTED'
           AND provider_reference IS NOT NULL AND receipt IS NULL
         ORDER BY started_at LIMIT ?
        """;

    /** Begins at the few codes that were used in the span, so that it reads no more rows when many codes are sent. */
    static final String USED = """
        SELECT a.message_id, a.medium, a.provider_reference, c.used_at
          FROM otp_challenge c
          JOIN outbox_message m ON m.challenge_id = c.id
          JOIN delivery_attempt a ON a.message_id = m.id
         WHERE c.used_at >= ? AND c.used_at < ? AND a.provider = ? AND a.outcome = 'ACCEPTED'
           AND a.provider_reference IS NOT NULL AND a.started_at <= c.used_at
           AND NOT EXISTS (SELECT 1 FROM delivery_attempt l
                            WHERE l.message_id = a.message_id AND l.outcome = 'ACCEPTED'
                              AND l.started_at > a.started_at AND l.started_at <= c.used_at)
         ORDER BY c.used_at LIMIT ?
        """;

    private static final String TALLY = """
        SELECT provider, country, COUNT(*),
               SUM(CASE WHEN receipt = 'DELIVERED' AND receipt_at - started_at <= ? THEN 1 ELSE 0 END),
               SUM(CASE WHEN receipt IS NULL THEN 0 ELSE 1 END)
          FROM delivery_attempt
         WHERE started_at >= ? AND started_at < ? AND outcome = 'ACCEPTED'
           AND (receipt IS NULL OR receipt <> 'ACCEPTED' AND (receipt_outcome IS NULL OR receipt_outcome <> 'REJECTED'))
         GROUP BY provider, country
        """;

    /**
     * Counts messages in two steps: the final result of each message at each provider, then the number of each result. A message that
     * was tried several times counts once, at its first try.
     */
    static final String FUNNEL = """
        SELECT m.provider, m.country, m.medium, m.template, m.currency, COUNT(*),
               SUM(m.accepted), SUM(m.delivered),
               SUM(CASE WHEN m.accepted = 0 OR m.delivered = 0 AND m.undelivered = 1 THEN 1 ELSE 0 END),
               SUM(m.verified), SUM(m.cost)
          FROM (SELECT a.provider, a.country, a.medium, a.template, MAX(a.currency) AS currency,
                       MAX(CASE WHEN a.outcome = 'ACCEPTED' THEN 1 ELSE 0 END) AS accepted,
                       MAX(CASE WHEN a.receipt = 'DELIVERED' THEN 1 ELSE 0 END) AS delivered,
                       MAX(CASE WHEN a.receipt = 'FAILED' THEN 1 ELSE 0 END) AS undelivered,
                       MAX(CASE WHEN a.outcome = 'ACCEPTED' AND c.used_at IS NOT NULL
                                 AND NOT EXISTS (SELECT 1 FROM delivery_attempt l
                                                  WHERE l.message_id = a.message_id
                                                    AND l.outcome = 'ACCEPTED'
                                                    AND l.started_at > a.started_at
                                                    AND l.started_at <= c.used_at)
                                THEN 1 ELSE 0 END) AS verified,
                       COALESCE(SUM(a.cost_micros), 0) AS cost
                  FROM delivery_attempt f
                  JOIN delivery_attempt a
                    ON a.message_id = f.message_id AND a.provider = f.provider AND a.country = f.country
                   AND a.medium = f.medium AND a.template = f.template
                  LEFT JOIN otp_challenge c ON c.id = a.challenge_id
                 WHERE f.started_at >= ? AND f.started_at < ?
                   AND NOT EXISTS (SELECT 1 FROM delivery_attempt e
                                    WHERE e.message_id = f.message_id AND e.provider = f.provider
                                      AND e.country = f.country AND e.medium = f.medium AND e.template = f.template
                                      AND (e.started_at < f.started_at OR e.started_at = f.started_at AND e.id < f.id))
                 GROUP BY a.message_id, a.provider, a.country, a.medium, a.template) m
         GROUP BY m.provider, m.country, m.medium, m.template, m.currency
        """;

    private static final String COUNTED = """
        SELECT provider, country, medium, template, NULLIF(currency, ''), SUM(requested), SUM(accepted), SUM(delivered),
               SUM(failed), SUM(verified), SUM(cost)
          FROM delivery_minute
         WHERE begins_at >= ? AND begins_at < ?
         GROUP BY provider, country, medium, template, currency
        """;

    private static final String FORGET_MINUTE = "DELETE FROM delivery_minute WHERE begins_at = ?";

    private static final Columns COUNTS = Columns.of(
            "delivery_minute",
            "begins_at",
            "provider",
            "country",
            "medium",
            "template",
            "currency",
            "requested",
            "accepted",
            "delivered",
            "failed",
            "verified",
            "cost");

    private static final String SPAN = "SELECT first_of, end_of FROM delivery_minute_span WHERE id = 1";

    private static final String FIRST = "SELECT started_at FROM delivery_attempt ORDER BY started_at LIMIT 1";

    private static final Table SPANS = new Table(
            "delivery_minute_span",
            List.of(Table.integer("id")),
            List.of(Table.instant("first_of"), Table.instant("end_of")));

    private static final Comparator<FunnelRow> ORDER = Comparator.comparing(FunnelRow::provider)
            .thenComparing(FunnelRow::country)
            .thenComparing(row -> row.channel().name())
            .thenComparing(FunnelRow::template)
            .thenComparing(row -> row.cost().map(Cost::currency).orElse(""));

    private static final int LONGEST_TEMPLATE = 120;

    private final Sql sql;
    private final String purge;
    private final String purgeCounts;
    private final String saveSpan;

    public JdbcDeliveryAttemptRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
        this.purge = unitOfWork.dialect().deleteFirst("delivery_attempt", "started_at < ?", "started_at");
        this.purgeCounts = unitOfWork.dialect().deleteFirst("delivery_minute", "begins_at < ?", "begins_at");
        this.saveSpan = unitOfWork.dialect().upsert(SPANS.overwriting(), 1);
    }

    @Override
    public void insert(List<DeliveryAttempt> attempts) {
        sql.updateAll(
                INSERT,
                attempts.stream().map(JdbcDeliveryAttemptRepository::values).toList());
    }

    private static @Nullable Object[] values(DeliveryAttempt attempt) {
        String reason = attempt.outcome().reason();
        return new @Nullable Object[] {
            attempt.id(),
            attempt.messageId().value(),
            attempt.challengeId() == null ? null : attempt.challengeId().value(),
            Columns.cut(attempt.provider(), OutboxMessageRow.LONGEST_PROVIDER),
            Columns.cut(attempt.outcome().reference().orElse(null), OutboxMessageRow.LONGEST_NOTE),
            attempt.channel().name(),
            attempt.country(),
            Columns.cut(attempt.template(), LONGEST_TEMPLATE),
            attempt.segments(),
            attempt.cost().map(Cost::micros).orElse(null),
            attempt.cost().map(Cost::currency).orElse(null),
            attempt.outcome().wireName().toUpperCase(Locale.ROOT),
            reason.isEmpty() ? null : Columns.cut(reason, OutboxMessageRow.LONGEST_NOTE),
            attempt.startedAt(),
            (int) Math.min(Integer.MAX_VALUE, attempt.took().toMillis())
        };
    }

    private record Found(OutboxMessageId message, boolean isAnswered, Sent sent) {}

    private static Found found(Row row) throws SQLException {
        OutboxMessageId message = new OutboxMessageId(row.id());
        String receipt = row.textOrNull();
        boolean isAnswered = receipt != null && !receipt.equals(DeliveryState.ACCEPTED.name());
        return new Found(message, isAnswered, new Sent(Channel.valueOf(row.text()), row.text(), row.instant()));
    }

    @Override
    public Match receive(String provider, Report report, Instant at, Instant sentFrom) {
        List<Found> found =
                sql.query(FIND, JdbcDeliveryAttemptRepository::found, provider, report.reference(), sentFrom);
        boolean isFirst = found.stream().anyMatch(one -> !one.isAnswered())
                && sql.update(
                                RECEIVE,
                                report.state().name(),
                                at,
                                report.cause()
                                        .map(cause -> cause.wireName().toUpperCase(Locale.ROOT))
                                        .orElse(null),
                                report.reason()
                                        .map(reason -> Columns.cut(reason, OutboxMessageRow.LONGEST_NOTE))
                                        .orElse(null),
                                provider,
                                report.reference(),
                                sentFrom)
                        > 0;
        return new Match(
                found.stream().map(Found::message).distinct().toList(),
                isFirst,
                found.stream().map(Found::sent).findFirst());
    }

    @Override
    public List<String> taken(String provider, List<String> references, Instant sentFrom) {
        return references.isEmpty()
                ? List.of()
                : sql.query(
                        TAKEN.formatted(Sql.places(references.size())),
                        Row::text,
                        Stream.concat(Stream.of(provider, sentFrom), references.stream())
                                .toArray());
    }

    private static Taken taken(Row row) throws SQLException {
        return new Taken(new OutboxMessageId(row.id()), Channel.valueOf(row.text()), row.text());
    }

    @Override
    public List<Taken> unreported(String provider, Instant from, Instant until, int most) {
        return sql.query(UNREPORTED, JdbcDeliveryAttemptRepository::taken, from, until, provider, most);
    }

    @Override
    public List<Use> used(String provider, Instant from, Instant until, int most) {
        return sql.query(USED, row -> new Use(taken(row), row.instant()), from, until, provider, most);
    }

    @Override
    public List<ReceiptTally> tallyReceipts(Instant from, Instant until, Duration inTime) {
        return sql.query(
                TALLY,
                row -> new ReceiptTally(row.text(), row.text(), row.longNumber(), row.longNumber(), row.longNumber()),
                inTime.toMillis(),
                from,
                until);
    }

    @Override
    public List<FunnelRow> funnel(Instant from, Instant until) {
        CountedSpan counted = countedAhead().orElse(new CountedSpan(until, until));
        Instant wholeFrom = later(ceiling(from), counted.first());
        Instant wholeUntil = earlier(until.truncatedTo(ChronoUnit.MINUTES), counted.end());
        if (!wholeFrom.isBefore(wholeUntil)) {
            return sum(Stream.of(count(from, until)));
        }
        return sum(Stream.of(
                count(from, wholeFrom),
                sql.query(COUNTED, JdbcDeliveryAttemptRepository::row, wholeFrom, wholeUntil),
                count(wholeUntil, until)));
    }

    private List<FunnelRow> count(Instant from, Instant until) {
        return from.isBefore(until) ? sql.query(FUNNEL, JdbcDeliveryAttemptRepository::row, from, until) : List.of();
    }

    private static Instant ceiling(Instant time) {
        Instant floor = time.truncatedTo(ChronoUnit.MINUTES);
        return floor.equals(time) ? time : floor.plus(1, ChronoUnit.MINUTES);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Adds up rows of one kind and currency. */
    private static List<FunnelRow> sum(Stream<List<FunnelRow>> parts) {
        record Kind(FunnelRow.Key key, Optional<String> currency) {}
        return parts
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        row -> new Kind(row.key(), row.cost().map(Cost::currency)),
                        row -> row,
                        JdbcDeliveryAttemptRepository::add))
                .values()
                .stream()
                .sorted(ORDER)
                .toList();
    }

    private static FunnelRow add(FunnelRow one, FunnelRow other) {
        return new FunnelRow(
                one.key(),
                new FunnelRow.Counts(
                        one.requested() + other.requested(),
                        one.accepted() + other.accepted(),
                        one.delivered() + other.delivered(),
                        one.failed() + other.failed(),
                        one.verified() + other.verified()),
                one.cost()
                        .map(cost -> new Cost(
                                cost.micros() + other.cost().map(Cost::micros).orElse(0L), cost.currency())));
    }

    @Override
    public void countAhead(Instant minute, CountedSpan counted) {
        List<@Nullable Object[]> rows = count(minute, minute.plus(1, ChronoUnit.MINUTES)).stream()
                .map(row -> new @Nullable Object[] {
                    minute,
                    row.provider(),
                    row.country(),
                    row.channel().name(),
                    row.template(),
                    row.cost().map(Cost::currency).orElse(""),
                    row.requested(),
                    row.accepted(),
                    row.delivered(),
                    row.failed(),
                    row.verified(),
                    row.cost().map(Cost::micros).orElse(0L)
                })
                .toList();
        sql.update(FORGET_MINUTE, minute);
        if (!rows.isEmpty()) {
            sql.updateAll(COUNTS.insert(), rows);
        }
        sql.upsert(saveSpan, 1, counted.first(), counted.end());
    }

    @Override
    public Optional<CountedSpan> countedAhead() {
        return sql.find(SPAN, row -> new CountedSpan(row.instant(), row.instant()));
    }

    @Override
    public Optional<Instant> firstAttempt() {
        return sql.find(FIRST, Row::instant);
    }

    @Override
    public int purgeCounts(Instant before, int most) {
        return sql.update(purgeCounts, before, most);
    }

    private static FunnelRow row(Row row) throws SQLException {
        String provider = row.text();
        String country = row.text();
        Channel channel = Channel.valueOf(row.text());
        String template = row.text();
        String currency = row.textOrNull();
        return new FunnelRow(
                new FunnelRow.Key(provider, country, channel, template),
                new FunnelRow.Counts(
                        row.longNumber(), row.longNumber(), row.longNumber(), row.longNumber(), row.longNumber()),
                currency == null ? Optional.empty() : Optional.of(new Cost(row.longNumber(), currency)));
    }

    @Override
    public int purge(Instant before, int most) {
        return sql.update(purge, before, most);
    }
}
