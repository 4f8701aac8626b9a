package io.latchkey.adapters.persistence.delivery;

import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.application.delivery.port.ReceiptReader.Report;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.ReceiptTally;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.shared.Channel;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls to providers in table {@code delivery_attempt}. */
public final class JdbcDeliveryAttemptRepository implements DeliveryAttemptRepository {
    private static final String INSERT = """
            INSERT INTO delivery_attempt (id, message_id, challenge_id, provider, provider_reference, medium, country,
                                          template, segments, cost_micros, currency, outcome, reason, started_at,
                                          took_millis)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String FIND =
            "SELECT message_id, receipt, medium, country FROM delivery_attempt WHERE provider = ? AND provider_reference = ?";

    private static final String RECEIVE = """
            UPDATE delivery_attempt SET receipt = ?, receipt_at = ?, receipt_outcome = ?, receipt_reason = ?
             WHERE provider = ? AND provider_reference = ? AND (receipt IS NULL OR receipt = 'ACCEPTED')
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
     * Counts messages in two steps: the final result of each message at each provider, then the number of each result.
     * A message that was tried several times counts once.
     */
    private static final String FUNNEL = """
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
                      FROM delivery_attempt a
                      LEFT JOIN otp_challenge c ON c.id = a.challenge_id
                     WHERE a.started_at >= ? AND a.started_at < ?
                     GROUP BY a.message_id, a.provider, a.country, a.medium, a.template) m
             GROUP BY m.provider, m.country, m.medium, m.template, m.currency
             ORDER BY m.provider, m.country, m.medium, m.template, m.currency
            """;

    private static final String PURGE = "DELETE FROM delivery_attempt WHERE started_at < ?";

    private static final int LONGEST_TEMPLATE = 120;

    private final Sql sql;

    public JdbcDeliveryAttemptRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
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
            OutboxMessageRow.cut(attempt.provider(), OutboxMessageRow.LONGEST_PROVIDER),
            OutboxMessageRow.cut(attempt.outcome().reference().orElse(null), OutboxMessageRow.LONGEST_NOTE),
            attempt.channel().name(),
            attempt.country(),
            OutboxMessageRow.cut(attempt.template(), LONGEST_TEMPLATE),
            attempt.segments(),
            attempt.cost().map(Cost::micros).orElse(null),
            attempt.cost().map(Cost::currency).orElse(null),
            attempt.outcome().wireName().toUpperCase(Locale.ROOT),
            reason.isEmpty() ? null : OutboxMessageRow.cut(reason, OutboxMessageRow.LONGEST_NOTE),
            attempt.startedAt(),
            (int) Math.min(Integer.MAX_VALUE, attempt.took().toMillis())
        };
    }

    private record Found(OutboxMessageId message, boolean isAnswered, Sent sent) {}

    private static Found found(Row row) throws SQLException {
        OutboxMessageId message = new OutboxMessageId(row.id());
        String receipt = row.textOrNull();
        boolean isAnswered = receipt != null && !receipt.equals(DeliveryState.ACCEPTED.name());
        return new Found(message, isAnswered, new Sent(Channel.valueOf(row.text()), row.text()));
    }

    @Override
    public Match receive(String provider, Report report, Instant at) {
        List<Found> found = sql.query(FIND, JdbcDeliveryAttemptRepository::found, provider, report.reference());
        boolean isFirst = found.stream().anyMatch(one -> !one.isAnswered())
                && sql.update(
                                RECEIVE,
                                report.state().name(),
                                at,
                                report.cause()
                                        .map(cause -> cause.wireName().toUpperCase(Locale.ROOT))
                                        .orElse(null),
                                report.cause()
                                        .map(cause ->
                                                OutboxMessageRow.cut(cause.reason(), OutboxMessageRow.LONGEST_NOTE))
                                        .orElse(null),
                                provider,
                                report.reference())
                        > 0;
        return new Match(
                found.stream().map(Found::message).distinct().toList(),
                isFirst,
                found.stream().map(Found::sent).findFirst());
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
        return sql.query(FUNNEL, JdbcDeliveryAttemptRepository::row, from, until);
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
    public int purge(Instant before) {
        return sql.update(PURGE, before);
    }
}
