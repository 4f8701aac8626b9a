package io.latchkey.adapters.persistence.admin;

import io.latchkey.adapters.persistence.shared.Columns;
import io.latchkey.adapters.persistence.shared.Conditions;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.admin.DecisionSearch;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.port.DecisionLog;
import io.latchkey.application.shared.Decision;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decisions in table {@code decision}. Each list is read along an index. */
final class JdbcDecisionLog implements DecisionLog {
    private static final Columns COLUMNS = Columns.of(
            "decision",
            "id",
            "decided_at",
            "outcome",
            "deed",
            "route",
            "door",
            "network",
            "status",
            "problem",
            "winner",
            "user_id",
            "subject",
            "message_id",
            "rules");

    private static final String INSERT = COLUMNS.insert();
    private static final String SELECT = "SELECT " + COLUMNS.of("d") + " FROM decision d";
    private static final String FIND = SELECT + " WHERE d.id = ?";
    private static final int LONGEST_DEED = 60;
    private static final int LONGEST_ROUTE = 150;
    private static final int LONGEST_DOOR = 40;
    private static final int LONGEST_NETWORK = 50;
    private static final int LONGEST_NAME = 80;

    private final Sql sql;
    private final String purge;

    JdbcDecisionLog(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
        this.purge = unitOfWork.dialect().deleteFirst("decision", "decided_at < ?", "decided_at");
    }

    @Override
    public void insert(List<Decision> decisions) {
        Set<UUID> accounts = accounts(decisions);
        Set<UUID> kept = kept(decisions);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Decision decision : decisions) {
            if (kept.contains(decision.id())) {
                continue;
            }
            Decision.Call call = decision.call();
            Decision.Answer answer = decision.answer();
            Decision.Whom whom = decision.whom();
            boolean isGone =
                    whom.user().filter(user -> !accounts.contains(user)).isPresent();
            rows.add(new @Nullable Object[] {
                decision.id(),
                decision.at(),
                answer.outcome().name(),
                Columns.cut(call.deed(), LONGEST_DEED),
                Columns.cut(call.route(), LONGEST_ROUTE),
                Columns.cut(call.door(), LONGEST_DOOR),
                Columns.cut(call.network(), LONGEST_NETWORK),
                answer.status(),
                Columns.cut(answer.problem(), LONGEST_NAME),
                Columns.cut(answer.winner(), LONGEST_NAME),
                isGone ? null : whom.user().orElse(null),
                isGone ? null : whom.subject().orElse(null),
                whom.message().orElse(null),
                FindingRows.write(decision.findings(), answer.winner())
            });
        }
        if (!rows.isEmpty()) {
            sql.updateAll(INSERT, rows);
        }
    }

    /** Those that are in the table already, because a commit was made and its answer lost. */
    private Set<UUID> kept(List<Decision> decisions) {
        return ids("decision", decisions.stream().map(Decision::id));
    }

    /** Those of the accounts that are still there. A decision must not outlive its account under the account's id or its contact. */
    private Set<UUID> accounts(List<Decision> decisions) {
        return ids("users", decisions.stream().flatMap(decision -> decision.whom().user().stream()));
    }

    private Set<UUID> ids(String table, Stream<UUID> wanted) {
        Object[] named = wanted.distinct().toArray();
        return named.length == 0
                ? Set.of()
                : new HashSet<>(sql.query(
                        "SELECT id FROM " + table + " WHERE id IN (" + Sql.places(named.length) + ")", Row::id, named));
    }

    @Override
    public Optional<Decision> find(UUID id) {
        return sql.find(FIND, JdbcDecisionLog::read, id);
    }

    @Override
    public List<Decision> find(DecisionSearch search, Optional<Position> after, int most) {
        Conditions conditions = new Conditions();
        search.user().ifPresent(user -> conditions.and("d.user_id = ?", user.value()));
        search.subject().ifPresent(subject -> conditions.and("d.subject = ?", subject));
        search.outcome().ifPresent(outcome -> conditions.and("d.outcome = ?", outcome.name()));
        search.from().ifPresent(from -> conditions.and("d.decided_at >= ?", from));
        search.before().ifPresent(before -> conditions.and("d.decided_at < ?", before));
        after.ifPresent(position -> {
            Instant at = Instant.ofEpochMilli(Long.parseLong(position.key()));
            conditions.and("d.decided_at <= ?", at);
            conditions.and("(d.decided_at < ? OR d.id < ?)", at, UUID.fromString(position.id()));
        });
        return sql.query(
                SELECT + conditions.where() + " ORDER BY d.decided_at DESC, d.id DESC LIMIT ?",
                JdbcDecisionLog::read,
                conditions.with(most));
    }

    private static Decision read(Row row) throws SQLException {
        UUID id = row.id();
        Instant at = row.instant();
        Decision.Outcome outcome = Decision.Outcome.valueOf(row.text());
        Decision.Call call = new Decision.Call(row.text(), row.text(), row.text(), row.text());
        Decision.Answer answer = new Decision.Answer(outcome, row.number(), row.text(), row.text());
        Decision.Whom whom = new Decision.Whom(
                Optional.ofNullable(row.idOrNull()),
                Optional.ofNullable(row.idOrNull()),
                Optional.ofNullable(row.idOrNull()));
        return new Decision(id, at, call, answer, whom, FindingRows.read(row.text()));
    }

    @Override
    public int purge(Instant before, int most) {
        return sql.update(purge, before, most);
    }
}
