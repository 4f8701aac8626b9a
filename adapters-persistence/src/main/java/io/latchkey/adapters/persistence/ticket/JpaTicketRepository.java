package io.latchkey.adapters.persistence.ticket;

import io.latchkey.adapters.persistence.shared.Bytes;
import io.latchkey.adapters.persistence.shared.DatabaseKind;
import io.latchkey.adapters.persistence.shared.H2Merge;
import io.latchkey.adapters.persistence.shared.JpaUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.ticket.port.TicketRepository;
import io.latchkey.domain.ticket.Ticket;
import io.latchkey.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Tickets in table {@code ticket}. */
public final class JpaTicketRepository implements TicketRepository {
    private static final String SAVE_ON_MARIADB = """
            INSERT INTO ticket (subject, ticket_key, user_id, expires_at) VALUES (?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE
              ticket_key = VALUES(ticket_key), user_id = VALUES(user_id), expires_at = VALUES(expires_at)
            """;

    private static final String SAVE_ON_H2 =
            "MERGE INTO ticket (subject, ticket_key, user_id, expires_at) KEY (subject) VALUES (?, ?, ?, ?)";

    private static final String FIND =
            "SELECT subject, ticket_key, user_id, expires_at FROM ticket WHERE ticket_key = ? AND expires_at > ?";

    private static final String TAKE = "DELETE FROM ticket WHERE ticket_key = ? AND expires_at > ?";

    private static final String PURGE = "DELETE FROM ticket WHERE expires_at < ?";

    private final DatabaseKind database;
    private final Sql sql;

    public JpaTicketRepository(JpaUnitOfWork unitOfWork, DatabaseKind database) {
        this.database = database;
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public void save(Ticket ticket) {
        UserId user = ticket.userId();
        H2Merge.run(() -> sql.update(
                database.choose(SAVE_ON_MARIADB, SAVE_ON_H2),
                ticket.subject(),
                ticket.key(),
                user == null ? null : user.value(),
                ticket.expiresAt()));
    }

    @Override
    public Optional<Ticket> find(UUID key, Instant now) {
        return sql.query(FIND, JpaTicketRepository::read, key, now).stream().findFirst();
    }

    @Override
    public Optional<Ticket> take(UUID key, Instant now) {
        return find(key, now).filter(ticket -> sql.update(TAKE, key, now) > 0);
    }

    @Override
    public int purge(Instant expiredBefore) {
        return sql.update(PURGE, expiredBefore);
    }

    private static Ticket read(ResultSet row) throws SQLException {
        byte[] user = row.getBytes(3);
        return new Ticket(
                Bytes.toUuid(row.getBytes(1)),
                Bytes.toUuid(row.getBytes(2)),
                user == null ? null : new UserId(Bytes.toUuid(user)),
                Instant.ofEpochMilli(row.getLong(4)));
    }
}
