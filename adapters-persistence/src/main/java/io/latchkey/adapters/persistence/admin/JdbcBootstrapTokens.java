package io.latchkey.adapters.persistence.admin;

import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.admin.port.BootstrapTokens;
import java.time.Instant;

/** The token in table {@code admin_bootstrap}. */
final class JdbcBootstrapTokens implements BootstrapTokens {
    private static final String CLEAR = "DELETE FROM admin_bootstrap";
    private static final String INSERT = "INSERT INTO admin_bootstrap (token_digest, expires_at) VALUES (?, ?)";
    private static final String TAKE = "DELETE FROM admin_bootstrap WHERE token_digest = ? AND expires_at > ?";

    private final Sql sql;

    JdbcBootstrapTokens(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public void replace(String digest, Instant expiresAt) {
        sql.update(CLEAR);
        sql.update(INSERT, digest, expiresAt);
    }

    @Override
    public boolean take(String digest, Instant now) {
        return sql.update(TAKE, digest, now) > 0;
    }
}
