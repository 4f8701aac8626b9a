package io.latchkey.adapters.persistence.delivery;

import io.latchkey.adapters.persistence.dialect.Table;
import io.latchkey.adapters.persistence.shared.Columns;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.delivery.port.SuppressionRepository;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.Probe;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.delivery.SuppressionCause;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.shared.Channel;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Suppressions in table {@code contact_suppression}. */
public final class JdbcSuppressionRepository implements SuppressionRepository {
    private static final Table TABLE = new Table(
            "contact_suppression",
            List.of(Table.id("contact"), Table.text("medium")),
            List.of(
                    Table.text("cause"),
                    Table.text("provider"),
                    Table.text("reason"),
                    Table.instant("since"),
                    Table.instant("lifted_at"),
                    Table.instant("changed_at"),
                    Table.instant("probed_at"),
                    Table.id("probe_challenge"),
                    Table.id("probe_message")));

    private static final String SELECT =
            "SELECT contact, medium, cause, provider, reason, since, lifted_at, probed_at, probe_challenge, probe_message"
                    + " FROM contact_suppression ";

    private static final String FIND_ALSO_LIFTED = SELECT + "WHERE contact = ? AND medium = ?";

    private static final String FIND = FIND_ALSO_LIFTED + " AND lifted_at IS NULL";

    private static final String FIND_ALL = SELECT + "WHERE contact = ? AND lifted_at IS NULL ORDER BY since, medium";

    private static final String FIND_CHANGED = SELECT + "WHERE changed_at >= ? ORDER BY changed_at DESC LIMIT ?";

    private static final String PROBE = """
        UPDATE contact_suppression
           SET probed_at = ?, probe_challenge = ?, probe_message = ?
         WHERE contact = ? AND medium = ? AND cause = 'BOUNCED' AND lifted_at IS NULL
           AND (probed_at IS NULL OR probed_at <= ?)
        """;

    private final Sql sql;
    private final String purge;
    private final String save;

    public JdbcSuppressionRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
        this.purge = unitOfWork.dialect().deleteFirst("contact_suppression", "lifted_at < ?", "lifted_at");
        this.save = unitOfWork.dialect().upsert(TABLE.overwriting(), 1);
    }

    @Override
    public void save(Suppression suppression) {
        sql.upsert(
                save,
                suppression.contact(),
                suppression.channel().name(),
                suppression.cause().name(),
                Columns.cut(suppression.provider(), OutboxMessageRow.LONGEST_PROVIDER),
                Columns.cut(suppression.reason(), OutboxMessageRow.LONGEST_NOTE),
                suppression.since(),
                suppression.liftedAt().orElse(null),
                suppression.changedAt(),
                suppression.probe().map(Probe::at).orElse(null),
                suppression.probe().map(probe -> probe.challenge().value()).orElse(null),
                suppression.probe().map(probe -> probe.message().value()).orElse(null));
    }

    @Override
    public Optional<Suppression> find(UUID contact, Channel channel) {
        return sql.find(FIND, JdbcSuppressionRepository::read, contact, channel.name());
    }

    @Override
    public Optional<Suppression> findAlsoLifted(UUID contact, Channel channel) {
        return sql.find(FIND_ALSO_LIFTED, JdbcSuppressionRepository::read, contact, channel.name());
    }

    @Override
    public List<Suppression> findAll(UUID contact) {
        return sql.query(FIND_ALL, JdbcSuppressionRepository::read, contact);
    }

    @Override
    public List<Suppression> findChanged(Instant since, int most) {
        return sql.query(FIND_CHANGED, JdbcSuppressionRepository::read, since, most);
    }

    @Override
    public boolean probe(UUID contact, Channel channel, Probe probe, Instant lastBy) {
        return sql.update(
                        PROBE,
                        probe.at(),
                        probe.challenge().value(),
                        probe.message().value(),
                        contact,
                        channel.name(),
                        lastBy)
                == 1;
    }

    @Override
    public int purge(Instant before, int most) {
        return sql.update(purge, before, most);
    }

    private static Suppression read(Row row) throws SQLException {
        return new Suppression(
                row.id(),
                Channel.valueOf(row.text()),
                SuppressionCause.valueOf(row.text()),
                row.text(),
                row.text(),
                row.instant(),
                Optional.ofNullable(row.instantOrNull()),
                probe(row.instantOrNull(), row.idOrNull(), row.idOrNull()));
    }

    private static Optional<Probe> probe(@Nullable Instant at, @Nullable UUID challenge, @Nullable UUID message) {
        return at == null || challenge == null || message == null
                ? Optional.empty()
                : Optional.of(new Probe(new OtpChallengeId(challenge), new OutboxMessageId(message), at));
    }
}
