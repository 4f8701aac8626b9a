package io.latchkey.adapters.persistence.delivery;

import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.NamedSql;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallengeId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages in table {@code outbox_message}. The index on {@code due_at} is read in order, and only as far as needed.
 */
public final class JdbcOutboxRepository implements OutboxRepository {
    private static final String MARK_CLAIMED = "UPDATE outbox_message SET state = ?, due_at = ? WHERE id IN (%s)";

    /** The end of the claim tells whose it is. */
    private static final String RELEASE = "UPDATE outbox_message SET state = ?, due_at = ? WHERE id = ? AND due_at = ?";

    private static final String FIND_PROGRESS =
            "SELECT id, state, attempts, provider, chosen_channel FROM outbox_message WHERE challenge_id = ? ORDER BY"
                    + " created_at DESC LIMIT 1";

    /** Ends further tries. A message that a provider has taken stays accepted; any other has failed. */
    private static final String CANCEL = """
        UPDATE outbox_message
           SET due_at = NULL, failure = ?, state = CASE WHEN provider IS NULL THEN 'FAILED' ELSE 'ACCEPTED' END
         WHERE challenge_id = ? AND due_at IS NOT NULL AND state <> 'SENDING'
        """;

    private static final String FIND =
            "SELECT " + OutboxMessageRow.COLUMNS.of("m") + " FROM outbox_message m WHERE m.id IN (%s) ORDER BY m.id";

    private static final String FIND_FOR_UPDATE = FIND + " FOR UPDATE";

    /** Both read the index on {@code due_at}, from a time on after which few messages are due. */
    private static final String CAP_CLAIMS =
            "UPDATE outbox_message SET due_at = ? WHERE due_at > ? AND state = 'SENDING'";

    private static final String CAP_NEW =
            "UPDATE outbox_message SET due_at = ? WHERE due_at > ? AND created_at > ? AND state <> 'SENDING'";

    private final NamedSql lockDue;
    private final Sql sql;
    private final String purge;

    public JdbcOutboxRepository(JdbcUnitOfWork unitOfWork) {
        this.lockDue = new NamedSql(unitOfWork
                .dialect()
                .lockFirst(
                        "outbox_message",
                        "outbox_message_due",
                        "due_at <= :now",
                        "due_at, created_at",
                        OutboxMessageRow.COLUMNS.of("m")));
        this.sql = new Sql(unitOfWork);
        this.purge =
                unitOfWork.dialect().deleteFirst("outbox_message", "due_at IS NULL AND created_at < ?", "created_at");
    }

    @Override
    public void insert(OutboxMessage message) {
        sql.insertInTime(OutboxMessageRow.INSERT, OutboxMessageRow.insertion(message));
    }

    @Override
    public List<OutboxMessage> claim(int limit, Instant now, Instant claimedUntil) {
        List<OutboxMessage> claimed = sql.query(
                lockDue, row -> OutboxMessageRow.read(row).claim(claimedUntil), Map.of("now", now, "most", limit));
        if (!claimed.isEmpty()) {
            List<@Nullable Object> parameters = new ArrayList<>(claimed.size() + 2);
            parameters.add(DeliveryState.SENDING.name());
            parameters.add(claimedUntil);
            claimed.forEach(message -> parameters.add(message.id().value()));
            sql.update(MARK_CLAIMED.formatted(Sql.places(claimed.size())), parameters.toArray());
        }
        return claimed;
    }

    @Override
    public void release(List<OutboxMessage> claimed, Instant now) {
        sql.updateAll(
                RELEASE,
                claimed.stream()
                        .map(message -> new @Nullable Object[] {
                            message.release(now).state().name(),
                            now,
                            message.id().value(),
                            message.claimedUntil()
                        })
                        .toList());
    }

    @Override
    public void update(List<OutboxMessage> messages) {
        sql.updateAll(
                OutboxMessageRow.UPDATE,
                messages.stream().map(OutboxMessageRow::changes).toList());
    }

    @Override
    public List<OutboxMessage> findForUpdate(List<OutboxMessageId> ids) {
        return find(FIND_FOR_UPDATE, ids);
    }

    @Override
    public List<OutboxMessage> find(List<OutboxMessageId> ids) {
        return find(FIND, ids);
    }

    private List<OutboxMessage> find(String statement, List<OutboxMessageId> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.query(
                        statement.formatted(Sql.places(ids.size())),
                        OutboxMessageRow::read,
                        ids.stream().map(OutboxMessageId::value).toArray());
    }

    @Override
    public Optional<Progress> findProgress(OtpChallengeId challenge) {
        return sql.find(FIND_PROGRESS, JdbcOutboxRepository::progress, challenge.value());
    }

    private static Progress progress(Row row) throws SQLException {
        OutboxMessageId message = new OutboxMessageId(row.id());
        DeliveryState state = DeliveryState.valueOf(row.text());
        int attempts = row.number();
        boolean isWithProvider = row.textOrNull() != null;
        return new Progress(message, state.shown(isWithProvider), attempts, OutboxMessageRow.channel(row.textOrNull()));
    }

    @Override
    public void cancel(OtpChallengeId challenge) {
        sql.update(CANCEL, OutboxMessage.CANCELLED, challenge.value());
    }

    @Override
    public int capWaits(Instant now, Duration claim) {
        Instant claimed = now.plus(claim);
        return sql.update(CAP_CLAIMS, claimed, claimed) + sql.update(CAP_NEW, now, now, now.plus(claim));
    }

    @Override
    public int purge(Instant createdBefore, int most) {
        return sql.update(purge, createdBefore, most);
    }
}
