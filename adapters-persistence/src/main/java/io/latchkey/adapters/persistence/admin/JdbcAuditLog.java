package io.latchkey.adapters.persistence.admin;

import io.latchkey.adapters.persistence.dialect.Table;
import io.latchkey.adapters.persistence.shared.Columns;
import io.latchkey.adapters.persistence.shared.Conditions;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.admin.AuditSearch;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.port.AuditLog;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.admin.AuditEntry;
import io.latchkey.domain.user.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The audit store in tables {@code audit_entry}, {@code audit_head}, {@code audit_checkpoint} and {@code audit_person}. */
final class JdbcAuditLog implements AuditLog {
    private static final Columns ENTRY =
            Columns.of("audit_entry", "number", "at", "event", "actor", "person", "details", "hash");

    private static final Columns CHECKPOINT = Columns.of("audit_checkpoint", "number", "at", "hash", "signature");

    private static final Table HEAD = new Table(
            "audit_head",
            List.of(Table.integer("id")),
            List.of(
                    Table.instant("number"),
                    Table.text("hash"),
                    Table.instant("checkpoint"),
                    Table.instant("checkpoint_at")));

    private static final int ONLY = 1;
    private static final int LONGEST_DETAILS = 2000;
    private static final int MOST_NAMES = 500;

    private static final String FIND_HEAD =
            "SELECT number, hash, checkpoint, checkpoint_at FROM audit_head WHERE id = ?";
    private static final String MOVE_HEAD =
            "UPDATE audit_head SET number = ?, hash = ?, checkpoint = ?, checkpoint_at = ? WHERE id = ?";
    private static final String INSERT_ENTRY = ENTRY.insert();
    private static final String INSERT_CHECKPOINT = CHECKPOINT.insert();

    /** Nobody gets a pseudonym who has no account any more. */
    private static final String NAME =
            "INSERT INTO audit_person (user_id, pseudonym) SELECT u.id, ? FROM users u WHERE u.id = ? FOR UPDATE";

    private static final String FIND_CHECKPOINTS =
            "SELECT " + CHECKPOINT.of("c") + " FROM audit_checkpoint c WHERE c.number >= ? ORDER BY c.number LIMIT ?";
    private static final String FIND_CHECKPOINT_BEFORE = "SELECT " + CHECKPOINT.of("c")
            + " FROM audit_checkpoint c WHERE c.at < ? ORDER BY c.at DESC, c.number DESC LIMIT 1";
    private static final String FIND_FROM =
            "SELECT " + ENTRY.of("e") + " FROM audit_entry e WHERE e.number >= ? ORDER BY e.number LIMIT ?";
    private static final String FIRST = "SELECT number FROM audit_entry ORDER BY number LIMIT 1";
    private static final String DELETE_ENTRIES = "DELETE FROM audit_entry WHERE number <= ?";
    private static final String DELETE_CHECKPOINTS = "DELETE FROM audit_checkpoint WHERE number < ?";
    private static final String SIGN_CHECKPOINT = "UPDATE audit_checkpoint SET signature = ? WHERE number = ?";
    private static final String PSEUDONYM = "SELECT pseudonym FROM audit_person WHERE user_id = ?";

    private final Sql sql;
    private final String lockHead;

    JdbcAuditLog(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
        this.lockHead = unitOfWork.dialect().upsert(HEAD.locking(), 1);
    }

    @Override
    public Head lockHead() {
        sql.upsert(lockHead, ONLY, 0L, AuditEntry.GENESIS, 0L, Instant.EPOCH);
        return head();
    }

    @Override
    public Head head() {
        return sql.find(FIND_HEAD, row -> new Head(row.longNumber(), row.text(), row.longNumber(), row.instant()), ONLY)
                .orElseGet(() -> new Head(0, AuditEntry.GENESIS, 0, Instant.EPOCH));
    }

    @Override
    public void append(List<AuditEntry> entries, Head end) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (AuditEntry entry : entries) {
            rows.add(new @Nullable Object[] {
                entry.number(),
                entry.at(),
                entry.event(),
                entry.actor(),
                entry.person(),
                stored(entry.details()),
                entry.hash()
            });
        }
        sql.updateAll(INSERT_ENTRY, rows);
        sql.update(MOVE_HEAD, end.number(), end.hash(), end.checkpoint(), end.checkpointAt(), ONLY);
    }

    private static String stored(Map<String, String> details) {
        String text = details.entrySet().stream()
                .map(detail -> detail.getKey() + '\t' + detail.getValue())
                .collect(Collectors.joining("\n"));
        if (text.length() > LONGEST_DETAILS) {
            throw new IllegalArgumentException("the details of an event are too long");
        }
        return text;
    }

    @Override
    public void insertCheckpoint(AuditCheckpoint checkpoint) {
        sql.update(INSERT_CHECKPOINT, checkpoint.number(), checkpoint.at(), checkpoint.hash(), checkpoint.signature());
    }

    @Override
    public Map<String, String> pseudonyms(Map<String, String> offered) {
        Map<String, String> known = new LinkedHashMap<>();
        List<String> ids = List.copyOf(offered.keySet());
        for (int from = 0; from < ids.size(); from += MOST_NAMES) {
            List<String> some = ids.subList(from, Math.min(from + MOST_NAMES, ids.size()));
            sql.query(
                            "SELECT user_id, pseudonym FROM audit_person WHERE user_id IN (" + Sql.places(some.size())
                                    + ")",
                            row -> Map.entry(row.id().toString(), row.text()),
                            some.stream().map(UUID::fromString).toArray())
                    .forEach(named -> known.put(named.getKey(), named.getValue()));
        }
        Map<String, String> all = new LinkedHashMap<>(known);
        offered.forEach((id, pseudonym) -> {
            if (!known.containsKey(id)) {
                sql.update(NAME, pseudonym, UUID.fromString(id));
                all.put(id, pseudonym);
            }
        });
        return all;
    }

    @Override
    public Map<String, String> accounts(Collection<String> pseudonyms) {
        Map<String, String> accounts = new LinkedHashMap<>();
        List<String> all = List.copyOf(pseudonyms);
        for (int from = 0; from < all.size(); from += MOST_NAMES) {
            List<String> some = all.subList(from, Math.min(from + MOST_NAMES, all.size()));
            sql.query(
                            "SELECT pseudonym, user_id FROM audit_person WHERE pseudonym IN (" + Sql.places(some.size())
                                    + ")",
                            row -> Map.entry(row.text(), row.id().toString()),
                            some.toArray())
                    .forEach(named -> accounts.put(named.getKey(), named.getValue()));
        }
        return accounts;
    }

    @Override
    public List<AuditEntry> find(AuditSearch search, Optional<Position> after, boolean isNewestFirst, int most) {
        Conditions conditions = new Conditions();
        if (!named("person", search.person(), conditions) || !named("actor", search.actor(), conditions)) {
            return List.of();
        }
        search.event().ifPresent(event -> conditions.and("e.event = ?", event));
        search.from().ifPresent(from -> conditions.and("e.at >= ?", from));
        search.before().ifPresent(before -> conditions.and("e.at < ?", before));
        String beyond = isNewestFirst ? "<" : ">";
        after.ifPresent(position -> {
            long at = Long.parseLong(position.key());
            conditions.and("e.at " + beyond + "= ?", at);
            conditions.and("(e.at " + beyond + " ? OR e.number " + beyond + " ?)", at, Long.parseLong(position.id()));
        });
        String order = isNewestFirst ? " DESC" : "";
        return sql.query(
                "SELECT " + ENTRY.of("e") + " FROM audit_entry e" + conditions.where() + " ORDER BY e.at" + order
                        + ", e.number" + order + " LIMIT ?",
                JdbcAuditLog::entry,
                conditions.with(most));
    }

    @Override
    public List<AuditEntry> findFrom(long number, int most) {
        return sql.query(FIND_FROM, JdbcAuditLog::entry, number, most);
    }

    /** Adds the condition that the account has this part; answers false when nothing was ever kept of it. */
    private boolean named(String part, Optional<UserId> account, Conditions conditions) {
        if (account.isEmpty()) {
            return true;
        }
        Optional<String> pseudonym =
                sql.find(PSEUDONYM, Row::text, account.get().value());
        pseudonym.ifPresent(name -> conditions.and("e." + part + " = ?", name));
        return pseudonym.isPresent();
    }

    private static AuditEntry entry(Row row) throws SQLException {
        return new AuditEntry(
                row.longNumber(),
                row.instant(),
                row.text(),
                row.textOrNull(),
                row.textOrNull(),
                details(row.text()),
                row.text());
    }

    static SortedMap<String, String> details(String stored) {
        SortedMap<String, String> details = new TreeMap<>();
        stored.lines()
                .map(line -> line.split("\t", 2))
                .forEach(parts -> details.put(parts[0], parts.length == 2 ? parts[1] : ""));
        return details;
    }

    @Override
    public List<AuditCheckpoint> findCheckpoints(long from, int most) {
        return sql.query(FIND_CHECKPOINTS, JdbcAuditLog::checkpoint, from, most);
    }

    @Override
    public Optional<AuditCheckpoint> findCheckpoint(Instant before) {
        return sql.find(FIND_CHECKPOINT_BEFORE, JdbcAuditLog::checkpoint, before);
    }

    private static AuditCheckpoint checkpoint(Row row) throws SQLException {
        return new AuditCheckpoint(row.longNumber(), row.instant(), row.text(), row.text());
    }

    @Override
    public OptionalLong first() {
        return sql.find(FIRST, Row::longNumber).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    @Override
    public int deleteThrough(AuditCheckpoint last) {
        sql.update(DELETE_CHECKPOINTS, last.number());
        sql.update(SIGN_CHECKPOINT, last.signature(), last.number());
        return sql.update(DELETE_ENTRIES, last.number());
    }
}
