package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.shared.Columns;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Credentials in table {@code api_credential}. */
public final class JdbcApiCredentialRepository implements ApiCredentialRepository {
    public static final Columns COLUMNS = Columns.of(
            "api_credential",
            "id",
            "user_id",
            "name",
            "credential_key",
            "secret_digest",
            "roles",
            "created_at",
            "expires_at",
            "last_used_at");

    private static final String FIND_BY_KEY = "SELECT " + COLUMNS.of("c") + ", " + UserRow.COLUMNS.of("u")
            + " FROM api_credential c JOIN users u ON u.id = c.user_id WHERE c.credential_key = ?";

    private static final String FIND_ALL =
            "SELECT " + COLUMNS.of("c") + " FROM api_credential c WHERE c.user_id = ? ORDER BY c.created_at DESC, c.id";

    private static final String DELETE = "DELETE FROM api_credential WHERE id = ? AND user_id = ?";

    private static final String DELETE_ALL = "DELETE FROM api_credential WHERE user_id = ?";

    private static final String MARK_USED = "UPDATE api_credential SET last_used_at = ? WHERE id = ?";

    private final Sql sql;
    private final String purge;

    public JdbcApiCredentialRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
        this.purge = unitOfWork.dialect().deleteFirst("api_credential", "expires_at < ?", "expires_at");
    }

    @Override
    public void insert(ApiCredential credential) {
        sql.update(
                COLUMNS.insert(),
                credential.id().value(),
                credential.userId().value(),
                credential.name(),
                credential.key(),
                credential.secretDigest(),
                String.join(",", credential.roles()),
                credential.createdAt(),
                credential.expiresAt(),
                credential.lastUsedAt());
    }

    /** Reads {@link #COLUMNS}. */
    public static ApiCredential read(Row row) throws SQLException {
        UUID id = row.id();
        UUID user = row.id();
        String name = row.text();
        String key = row.text();
        String secretDigest = row.text();
        String roles = row.text();
        return new ApiCredential(
                new ApiCredentialId(id),
                new UserId(user),
                name,
                key,
                secretDigest,
                roles.isEmpty() ? Set.of() : Set.of(roles.split(",", -1)),
                new ApiCredential.Validity(row.instant(), row.instantOrNull(), row.instantOrNull()));
    }

    @Override
    public List<ApiCredential> findAll(UserId user) {
        return sql.query(FIND_ALL, JdbcApiCredentialRepository::read, user.value());
    }

    @Override
    public boolean delete(UserId user, ApiCredentialId id) {
        return sql.update(DELETE, id.value(), user.value()) > 0;
    }

    @Override
    public int deleteAll(UserId user) {
        return sql.update(DELETE_ALL, user.value());
    }

    @Override
    public Optional<Owned> findByKey(String key) {
        return sql.find(FIND_BY_KEY, row -> new Owned(read(row), UserRow.read(row)), key);
    }

    @Override
    public void markUsed(ApiCredentialId id, Instant now) {
        sql.update(MARK_USED, now, id.value());
    }

    @Override
    public int purge(Instant expiredBefore, int most) {
        return sql.update(purge, expiredBefore, most);
    }
}
