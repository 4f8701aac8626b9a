package io.latchkey.adapters.persistence.admin;

import io.latchkey.adapters.persistence.shared.Conditions;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.adapters.persistence.user.JdbcApiCredentialRepository;
import io.latchkey.application.admin.ApplicationRecord;
import io.latchkey.application.admin.ApplicationSearch;
import io.latchkey.application.admin.ApplicationSearch.Order;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.port.ApplicationDirectory;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds applications in table {@code api_credential}. Each list is read along the index of its order; owners are looked up for the rows of
 * a page alone.
 */
final class JdbcApplicationDirectory implements ApplicationDirectory {
    private static final String FOUND =
            "SELECT " + JdbcApiCredentialRepository.COLUMNS.of("c") + ", " + JdbcAccountDirectory.ACCOUNT + " FROM ";
    private static final String OWNER = " c JOIN users u ON u.id = c.user_id" + JdbcAccountDirectory.DELETION;
    private static final String FIND = FOUND + "api_credential" + OWNER + " WHERE c.id = ?";

    private final Sql sql;

    JdbcApplicationDirectory(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public List<ApplicationRecord> find(ApplicationSearch search, Optional<Position> after, Instant now, int most) {
        Conditions conditions = new Conditions();
        search.owner().ifPresent(owner -> conditions.and("a.user_id = ?", owner.value()));
        search.key().ifPresent(key -> conditions.and("a.credential_key = ?", key));
        search.unusedSince().ifPresent(since -> conditions.and("a.idle_since < ?", since));
        search.state().ifPresent(state -> {
            switch (state) {
                case LIVE -> conditions.and("(a.expires_at IS NULL OR a.expires_at > ?)", now);
                case EXPIRED -> conditions.and("a.expires_at <= ?", now);
            }
        });
        after.ifPresent(position -> goOn(conditions, search.order(), position));
        return sql.query(
                FOUND + "(SELECT a.* FROM api_credential a" + conditions.where() + sorted("a", search.order())
                        + " LIMIT ?)" + OWNER + sorted("c", search.order()),
                row -> read(row, now),
                conditions.with(most));
    }

    private static String column(Order order) {
        return switch (order) {
            case MADE -> "created_at";
            case ENDED -> "expires_at";
            case LEFT_ALONE -> "idle_since";
        };
    }

    private static boolean isOldestFirst(Order order) {
        return order == Order.LEFT_ALONE;
    }

    private static String sorted(String alias, Order order) {
        String direction = isOldestFirst(order) ? "" : " DESC";
        return " ORDER BY " + alias + "." + column(order) + direction + ", " + alias + ".id" + direction;
    }

    private static void goOn(Conditions conditions, Order order, Position position) {
        Instant time = Instant.ofEpochMilli(Long.parseLong(position.key()));
        String column = "a." + column(order);
        String further = isOldestFirst(order) ? ">" : "<";
        conditions.and(column + " " + further + "= ?", time);
        conditions.and(
                "(" + column + " " + further + " ? OR a.id " + further + " ?)", time, UUID.fromString(position.id()));
    }

    private static ApplicationRecord read(Row row, Instant now) throws SQLException {
        ApiCredential credential = JdbcApiCredentialRepository.read(row);
        return new ApplicationRecord(credential, JdbcAccountDirectory.account(row), credential.isLive(now));
    }

    @Override
    public Optional<ApplicationRecord> find(ApiCredentialId id, Instant now) {
        return sql.find(FIND, row -> read(row, now), id.value());
    }
}
