package io.latchkey.adapters.persistence.session;

import io.latchkey.adapters.persistence.shared.JpaUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.session.port.SigningKeyRepository;
import io.latchkey.application.session.port.StoredSigningKey;
import java.time.Instant;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;

/** Signing keys in table {@code signing_key}. A unique column admits one key per slot. */
public final class JpaSigningKeyRepository implements SigningKeyRepository {
    private static final String FIND_ALL = "from SigningKeyEntity k order by k.signsFrom, k.kid";

    private static final String RESEAL = "UPDATE signing_key SET sealed_private_key = ? WHERE kid = ?";

    private static final String PURGE = "DELETE FROM signing_key WHERE published_until < ?";

    private final JpaUnitOfWork unitOfWork;
    private final Sql sql;

    public JpaSigningKeyRepository(JpaUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public List<StoredSigningKey> findAll() {
        return unitOfWork.session().createSelectionQuery(FIND_ALL, SigningKeyEntity.class).stream()
                .map(SigningKeyEntity::toDomain)
                .toList();
    }

    @Override
    public boolean insert(StoredSigningKey key, String slot) {
        try {
            unitOfWork.session().insert(SigningKeyEntity.from(key, slot));
            return true;
        } catch (ConstraintViolationException taken) {
            if (isTaken(slot)) {
                return false;
            }
            throw taken;
        }
    }

    private boolean isTaken(String slot) {
        return !sql.query("SELECT kid FROM signing_key WHERE slot = ?", row -> row.getString(1), slot)
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
