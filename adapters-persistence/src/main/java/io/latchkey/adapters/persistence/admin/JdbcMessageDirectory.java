package io.latchkey.adapters.persistence.admin;

import io.latchkey.adapters.persistence.delivery.OutboxMessageRow;
import io.latchkey.adapters.persistence.shared.Conditions;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.admin.MessageSearch;
import io.latchkey.application.admin.MessageStory;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.port.MessageDirectory;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.Channel;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds messages in tables {@code outbox_message} and {@code delivery_attempt}. Each list is read along an index. */
final class JdbcMessageDirectory implements MessageDirectory {
    private static final String COLUMNS = OutboxMessageRow.COLUMNS.of("m");
    private static final String FIND = "SELECT " + COLUMNS + " FROM outbox_message m WHERE m.id = ?";
    private static final String FIND_CALLS = """
            SELECT provider, medium, country, template, outcome, reason, started_at, took_millis, receipt, receipt_at
              FROM delivery_attempt WHERE message_id = ? ORDER BY started_at, id
            """;

    private final Sql sql;

    JdbcMessageDirectory(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public List<OutboxMessage> find(MessageSearch search, Optional<Position> after, int most) {
        Conditions conditions = new Conditions();
        search.contact().ifPresent(contact -> conditions.and("m.contact_lower = LOWER(?)", contact.value()));
        search.state().ifPresent(state -> conditions.and("m.state = ?", state.name()));
        search.provider().ifPresent(provider -> conditions.and("m.provider = ?", provider));
        search.from().ifPresent(from -> conditions.and("m.created_at >= ?", from));
        search.before().ifPresent(before -> conditions.and("m.created_at < ?", before));
        after.ifPresent(position -> {
            Instant createdAt = Instant.ofEpochMilli(Long.parseLong(position.key()));
            conditions.and("m.created_at <= ?", createdAt);
            conditions.and("(m.created_at < ? OR m.id < ?)", createdAt, UUID.fromString(position.id()));
        });
        return sql.query(
                "SELECT " + COLUMNS + " FROM outbox_message m" + conditions.where()
                        + " ORDER BY m.created_at DESC, m.id DESC LIMIT ?",
                OutboxMessageRow::read,
                conditions.with(most));
    }

    @Override
    public Optional<OutboxMessage> find(OutboxMessageId id) {
        return sql.find(FIND, OutboxMessageRow::read, id.value());
    }

    @Override
    public List<MessageStory.Call> findCalls(OutboxMessageId id) {
        return sql.query(FIND_CALLS, JdbcMessageDirectory::call, id.value());
    }

    private static MessageStory.Call call(Row row) throws SQLException {
        return new MessageStory.Call(
                row.text(),
                Channel.valueOf(row.text()).wireName(),
                row.text(),
                row.text(),
                row.text().toLowerCase(Locale.ROOT),
                row.textOrNull(),
                row.instant(),
                Duration.ofMillis(row.number()),
                receipt(row.textOrNull(), row.instantOrNull()));
    }

    private static Optional<MessageStory.Receipt> receipt(@Nullable String state, @Nullable Instant at) {
        return state == null || at == null
                ? Optional.empty()
                : Optional.of(new MessageStory.Receipt(state.toLowerCase(Locale.ROOT), at));
    }
}
