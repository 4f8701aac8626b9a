package io.latchkey.adapters.persistence.session;

import io.latchkey.adapters.persistence.dialect.ConstraintViolatedException;
import io.latchkey.adapters.persistence.shared.Columns;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.session.port.SigningKeyRepository;
import io.latchkey.application.session.port.StoredSigningKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Signing keys in table {@code signing_key}. A unique column admits one key per slot. */
public final class JdbcSigningKeyRepository implements SigningKeyRepository {
    private static final Columns COLUMNS = Columns.of(
            "signing_key",
            "kid",
            "algorithm",
            "public_jwk",
            "sealed_private_key",
            "created_at",
            "signs_from",
            "published_until");

    public static final Columns ALL = COLUMNS.and(List.of("slot"));

    private static final String FIND_ALL =
            "SELECT " + COLUMNS.of("k") + " FROM signing_key k ORDER BY k.signs_from, k.kid";

    private static final String INSERT = ALL.insert();

    private static final String RESEAL = "UPDATE signing_key SET sealed_private_key = ? WHERE kid = ?";

    private static final String PURGE = "DELETE FROM signing_key WHERE published_until < ?";

    private final Sql sql;

    public JdbcSigningKeyRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public List<StoredSigningKey> findAll() {
        return sql.query(FIND_ALL, JdbcSigningKeyRepository::read);
    }

    private static StoredSigningKey read(Row row) throws SQLException {
        return new StoredSigningKey(
                row.text(), row.text(), row.text(), row.text(), row.instant(), row.instant(), row.instant());
    }

    @Override
    public boolean insert(StoredSigningKey key, String slot) {
        try {
            sql.update(
                    INSERT,
                    key.kid(),
                    key.algorithm(),
                    key.publicJwk(),
                    key.sealedPrivateKey(),
                    key.createdAt(),
                    key.signsFrom(),
                    key.publishedUntil(),
                    slot);
            return true;
        } catch (ConstraintViolatedException taken) {
            if (isTaken(slot)) {
                return false;
            }
            throw taken;
        }
    }

    private boolean isTaken(String slot) {
        return !sql.query("SELECT kid FROM signing_key WHERE slot = ?", Row::text, slot)
                .isEmpty();
    }

    @Override
    public boolean reseal(String kid, String sealedPrivateKey) {
        return sql.update(RESEAL, sealedPrivateKey, kid) == 1;
    }

    @Override
    public int purge(Instant publishedBefore) {
        return sql.update(PURGE, publishedBefore);
    }
}
