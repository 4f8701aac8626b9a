package io.latchkey.adapters.persistence.ticket;

import io.latchkey.adapters.persistence.dialect.Table;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.ticket.port.TicketRepository;
import io.latchkey.domain.ticket.Ticket;
import io.latchkey.domain.user.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tickets in table {@code ticket}. */
public final class JdbcTicketRepository implements TicketRepository {
    private static final Table TABLE = new Table(
            "ticket",
            List.of(Table.id("subject")),
            List.of(Table.id("ticket_key"), Table.id("network_key"), Table.id("user_id"), Table.instant("expires_at")));

    private static final String SELECT =
            "SELECT subject, ticket_key, network_key, user_id, expires_at FROM ticket WHERE expires_at > ? AND ";

    private static final String FIND = SELECT + "ticket_key = ?";

    private static final String FIND_BY_SUBJECT = SELECT + "subject = ?";

    private static final String TAKE = "DELETE FROM ticket WHERE ticket_key = ? AND expires_at > ?";

    private static final String DELETE_ALL = "DELETE FROM ticket WHERE user_id = ?";

    private final Sql sql;
    private final String purge;
    private final String save;

    public JdbcTicketRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
        this.purge = unitOfWork.dialect().deleteFirst("ticket", "expires_at < ?", "expires_at");
        this.save = unitOfWork.dialect().upsert(TABLE.overwriting(), 1);
    }

    @Override
    public void save(Ticket ticket) {
        UserId user = ticket.userId();
        sql.upsert(
                save,
                ticket.subject(),
                ticket.key(),
                ticket.network(),
                user == null ? null : user.value(),
                ticket.expiresAt());
    }

    @Override
    public Optional<Ticket> find(UUID key, Instant now) {
        return sql.query(FIND, JdbcTicketRepository::read, now, key).stream().findFirst();
    }

    @Override
    public Optional<Ticket> findBySubject(UUID subject, Instant now) {
        return sql.find(FIND_BY_SUBJECT, JdbcTicketRepository::read, now, subject);
    }

    @Override
    public Optional<Ticket> take(UUID key, Instant now) {
        return find(key, now).filter(ticket -> sql.update(TAKE, key, now) > 0);
    }

    @Override
    public void deleteAll(UserId user) {
        sql.update(DELETE_ALL, user.value());
    }

    @Override
    public int purge(Instant expiredBefore, int most) {
        return sql.update(purge, expiredBefore, most);
    }

    private static Ticket read(Row row) throws SQLException {
        UUID key = row.id();
        UUID subject = row.id();
        UUID network = row.idOrNull();
        UUID user = row.idOrNull();
        return new Ticket(key, subject, network, user == null ? null : new UserId(user), row.instant());
    }
}
