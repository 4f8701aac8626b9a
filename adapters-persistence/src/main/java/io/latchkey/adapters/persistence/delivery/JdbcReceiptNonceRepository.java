package io.latchkey.adapters.persistence.delivery;

import io.latchkey.adapters.persistence.dialect.Table;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.delivery.port.ReceiptNonce;
import io.latchkey.application.delivery.port.ReceiptNonceRepository;
import java.time.Instant;
import java.util.List;

/** Nonces in table {@code receipt_nonce}. One statement inserts the row, or leaves the first one and answers its content. */
public final class JdbcReceiptNonceRepository implements ReceiptNonceRepository {
    private static final Table TABLE = new Table(
            "receipt_nonce", List.of(Table.id("id")), List.of(Table.id("content"), Table.instant("expires_at")));

    private final Sql sql;
    private final String use;
    private final String purge;

    public JdbcReceiptNonceRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
        this.use = unitOfWork.dialect().upsert(TABLE.locking().returning("content"), 1);
        this.purge = unitOfWork.dialect().deleteFirst("receipt_nonce", "expires_at < ?", "expires_at");
    }

    @Override
    public boolean use(ReceiptNonce nonce) {
        return sql.upsert(use, Row::id, nonce.id(), nonce.content(), nonce.expiresAt())
                .contains(nonce.content());
    }

    @Override
    public int purge(Instant before, int most) {
        return sql.update(purge, before, most);
    }
}
