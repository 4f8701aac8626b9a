package io.latchkey.adapters.persistence.shared;

import io.latchkey.application.shared.port.SealedKeyRepository;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** Sealed keys in table {@code sealed_key}. Its primary key admits one key per name. */
public final class JpaSealedKeyRepository implements SealedKeyRepository {
    /** Finds the key of a name. */
    public static final String FIND = "SELECT sealed FROM sealed_key WHERE name = ?";

    private final Sql sql;

    public JpaSealedKeyRepository(JpaUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public Optional<String> find(String name) {
        List<String> found = sql.query(FIND, row -> row.getString(1), name);
        return found.stream().findFirst();
    }

    @Override
    public void insert(String name, String sealed) {
        try {
            sql.update("INSERT INTO sealed_key (name, sealed) VALUES (?, ?)", name, sealed);
        } catch (ConstraintViolationException taken) {
            if (find(name).isEmpty()) {
                throw taken;
            }
        }
    }

    @Override
    public boolean reseal(String name, String sealed) {
        return sql.update("UPDATE sealed_key SET sealed = ? WHERE name = ?", sealed, name) == 1;
    }
}
