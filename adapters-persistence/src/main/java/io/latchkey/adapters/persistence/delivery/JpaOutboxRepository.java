package io.latchkey.adapters.persistence.delivery;

import io.latchkey.adapters.persistence.shared.Bytes;
import io.latchkey.adapters.persistence.shared.JpaUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallengeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages in table {@code outbox_message}. The index on {@code due_at} is read in order, and only as far as needed.
 */
public final class JpaOutboxRepository implements OutboxRepository {
    /**
     * Takes the parameters of {@link OutboxMessageEntity#changes}. The state is set last, because MariaDB sets one
     * column after another and a later column would see the new state.
     */
    static final String UPDATE = """
            UPDATE outbox_message
               SET attempts = ?, step = ?, provider = ?, provider_reference = ?, failure = ?,
                   due_at = CASE WHEN state = 'DELIVERED' THEN NULL ELSE ? END,
                   state = CASE WHEN state = 'DELIVERED' THEN state ELSE ? END
             WHERE id = ?
            """;

    private static final String MARK_CLAIMED = "UPDATE outbox_message SET state = ?, due_at = ? WHERE id IN (%s)";

    private static final String FIND_PROGRESS =
            "SELECT state, attempts, provider, chosen_channel FROM outbox_message WHERE challenge_id = ? ORDER BY created_at DESC LIMIT 1";

    /** Ends further tries. A message that a provider has taken stays accepted; any other has failed. */
    private static final String CANCEL = """
            UPDATE outbox_message
               SET due_at = NULL, failure = ?, state = CASE WHEN provider IS NULL THEN 'FAILED' ELSE 'ACCEPTED' END
             WHERE challenge_id = ? AND due_at IS NOT NULL AND state <> 'SENDING'
            """;

    private static final String FIND_FOR_UPDATE =
            "SELECT {m.*} FROM outbox_message m WHERE m.id IN (:ids) ORDER BY m.id FOR UPDATE";

    /** Both read the index on {@code due_at}, from a time on after which few messages are due. */
    private static final String CAP_CLAIMS =
            "UPDATE outbox_message SET due_at = ? WHERE due_at > ? AND state = 'SENDING'";

    private static final String CAP_NEW =
            "UPDATE outbox_message SET due_at = ? WHERE due_at > ? AND created_at > ? AND state <> 'SENDING'";

    private static final String PURGE = "DELETE FROM outbox_message WHERE due_at IS NULL AND created_at < ?";

    private final JpaUnitOfWork unitOfWork;
    private final String lockDue;
    private final Sql sql;

    public JpaOutboxRepository(JpaUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
        this.lockDue = unitOfWork
                .dialect()
                .lockFirst("outbox_message", "outbox_message_due", "due_at <= :now", "due_at, created_at");
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public void insert(OutboxMessage message) {
        unitOfWork.session().insert(OutboxMessageEntity.from(message));
    }

    @Override
    public List<OutboxMessage> claim(int limit, Instant now, Instant claimedUntil) {
        List<OutboxMessage> claimed = unitOfWork
                .session()
                .createNativeQuery(lockDue, OutboxMessageEntity.class)
                .addEntity("m", OutboxMessageEntity.class)
                .setParameter("now", now.toEpochMilli())
                .setParameter("most", limit)
                .stream()
                .map(row -> row.toDomain().claim(claimedUntil))
                .toList();
        if (!claimed.isEmpty()) {
            List<@Nullable Object> parameters = new ArrayList<>(claimed.size() + 2);
            parameters.add(DeliveryState.SENDING.name());
            parameters.add(claimedUntil);
            claimed.forEach(message -> parameters.add(message.id().value()));
            sql.update(
                    MARK_CLAIMED.formatted(String.join(",", Collections.nCopies(claimed.size(), "?"))),
                    parameters.toArray());
        }
        return claimed;
    }

    @Override
    public void update(List<OutboxMessage> messages) {
        sql.updateAll(
                UPDATE,
                messages.stream()
                        .map(message -> OutboxMessageEntity.from(message).changes())
                        .toList());
    }

    @Override
    public List<OutboxMessage> findForUpdate(List<OutboxMessageId> ids) {
        return ids.isEmpty()
                ? List.of()
                : unitOfWork
                        .session()
                        .createNativeQuery(FIND_FOR_UPDATE, OutboxMessageEntity.class)
                        .addEntity("m", OutboxMessageEntity.class)
                        .setParameterList(
                                "ids",
                                ids.stream().map(id -> Bytes.of(id.value())).toList())
                        .stream()
                        .map(OutboxMessageEntity::toDomain)
                        .toList();
    }

    @Override
    public Optional<Progress> findProgress(OtpChallengeId challenge) {
        return sql
                .query(
                        FIND_PROGRESS,
                        row -> new Progress(
                                DeliveryState.valueOf(row.getString(1)).shown(row.getString(3) != null),
                                row.getInt(2),
                                OutboxMessageEntity.channel(row.getString(4))),
                        challenge.value())
                .stream()
                .findFirst();
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
    public int purge(Instant createdBefore) {
        return sql.update(PURGE, createdBefore);
    }
}
