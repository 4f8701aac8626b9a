package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.shared.JpaUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Credentials in table {@code api_credential}. */
public final class JpaApiCredentialRepository implements ApiCredentialRepository {
    private static final String FIND_BY_KEY =
            "select c, u from ApiCredentialEntity c join UserEntity u on u.id = c.userId where c.key = :key";

    private static final String FIND_ALL =
            "from ApiCredentialEntity c where c.userId = :user order by c.createdAt desc, c.id";

    private static final String DELETE = "DELETE FROM api_credential WHERE id = ? AND user_id = ?";

    private static final String DELETE_ALL = "DELETE FROM api_credential WHERE user_id = ?";

    private static final String PURGE = "DELETE FROM api_credential WHERE expires_at < ?";

    private static final String MARK_USED = "UPDATE api_credential SET last_used_at = ? WHERE id = ?";

    private final JpaUnitOfWork unitOfWork;
    private final Sql sql;

    public JpaApiCredentialRepository(JpaUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public void insert(ApiCredential credential) {
        unitOfWork.session().insert(ApiCredentialEntity.from(credential));
    }

    @Override
    public List<ApiCredential> findAll(UserId user) {
        return unitOfWork
                .session()
                .createSelectionQuery(FIND_ALL, ApiCredentialEntity.class)
                .setParameter("user", user.value())
                .stream()
                .map(ApiCredentialEntity::toDomain)
                .toList();
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
        return unitOfWork
                .session()
                .createSelectionQuery(FIND_BY_KEY, Object[].class)
                .setParameter("key", key)
                .uniqueResultOptional()
                .map(found ->
                        new Owned(((ApiCredentialEntity) found[0]).toDomain(), ((UserEntity) found[1]).toDomain()));
    }

    @Override
    public void markUsed(ApiCredentialId id, Instant now) {
        sql.update(MARK_USED, now, id.value());
    }

    @Override
    public int purge(Instant expiredBefore) {
        return sql.update(PURGE, expiredBefore);
    }
}
