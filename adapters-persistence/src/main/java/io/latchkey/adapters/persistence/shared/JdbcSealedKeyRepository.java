package io.latchkey.adapters.persistence.shared;

import io.latchkey.adapters.persistence.dialect.ConstraintViolatedException;
import io.latchkey.application.shared.port.SealedKeyRepository;
import java.util.Optional;

/** Sealed keys in table {@code sealed_key}. Its primary key admits one key per name. */
public final class JdbcSealedKeyRepository implements SealedKeyRepository {
    /** Finds the key of a name. */
    public static final String FIND = "SELECT sealed FROM sealed_key WHERE name = ?";

    private final Sql sql;

    public JdbcSealedKeyRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public Optional<String> find(String name) {
        return sql.find(FIND, Row::text, name);
    }

    @Override
    public void insert(String name, String sealed) {
        try {
            sql.update("INSERT INTO sealed_key (name, sealed) VALUES (?, ?)", name, sealed);
        } catch (ConstraintViolatedException taken) {
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
