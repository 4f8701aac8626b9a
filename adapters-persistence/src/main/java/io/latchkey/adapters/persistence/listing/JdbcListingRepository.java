package io.latchkey.adapters.persistence.listing;

import io.latchkey.adapters.persistence.dialect.Table;
import io.latchkey.adapters.persistence.dialect.Upsert;
import io.latchkey.adapters.persistence.shared.Columns;
import io.latchkey.adapters.persistence.shared.Conditions;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.listing.ListingSearch;
import io.latchkey.application.listing.port.ListingRepository;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Listing.Effect;
import io.latchkey.domain.listing.Target;
import io.latchkey.domain.listing.Target.Kind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Listings in tables {@code listing} and {@code listing_version}. */
public final class JdbcListingRepository implements ListingRepository {
    private static final Columns COLUMNS =
            Columns.of("listing", "id", "effect", "kind", "target", "shown", "reason", "made_by", "made_at", "ends_at");
    private static final Table VERSION =
            new Table("listing_version", List.of(Table.integer("id")), List.of(Table.instant("version")));
    private static final int ONLY = 1;
    private static final String GONE = "erased";

    private static final String FIND_VERSION = "SELECT version FROM listing_version WHERE id = ?";
    private static final String COUNT = "SELECT COUNT(*) FROM listing";
    private static final String INSERT = COLUMNS.insert();
    private static final String REMOVE = "DELETE FROM listing WHERE id = ?";
    private static final String FIND = "SELECT " + COLUMNS.of("l") + " FROM listing l WHERE l.id = ?";
    private static final String FIND_TARGET =
            "SELECT " + COLUMNS.of("l") + " FROM listing l WHERE l.target = ? AND l.kind = ? AND l.effect = ?";
    private static final String FIND_RULES =
            "SELECT l.id, l.effect, l.kind, l.target, l.ends_at FROM listing l WHERE l.ends_at > ?";
    private static final String FORGET_MAKER = "UPDATE listing SET made_by = ? WHERE made_by = ?";

    private final Sql sql;
    private final String nextVersion;
    private final String purge;

    public JdbcListingRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
        this.nextVersion = unitOfWork
                .dialect()
                .upsert(new Upsert(VERSION, List.of(new Upsert.Change("version", "{old.version} + 1")), List.of()), 1);
        this.purge = unitOfWork.dialect().deleteFirst("listing", "ends_at <= ?", "ends_at");
    }

    @Override
    public long version() {
        return sql.find(FIND_VERSION, Row::longNumber, ONLY).orElse(0L);
    }

    @Override
    public void beginChange() {
        sql.upsert(nextVersion, ONLY, 1L);
    }

    @Override
    public int count() {
        return sql.find(COUNT, Row::number).orElse(0);
    }

    @Override
    public Optional<Listing> find(Effect effect, Target target) {
        return sql.find(
                FIND_TARGET,
                JdbcListingRepository::read,
                target.name(),
                target.kind().name(),
                effect.name());
    }

    @Override
    public Optional<Listing> find(UUID id) {
        return sql.find(FIND, JdbcListingRepository::read, id);
    }

    @Override
    public void insert(Listing listing) {
        Target target = listing.target();
        sql.update(
                INSERT,
                listing.id(),
                listing.effect().name(),
                target.kind().name(),
                target.name(),
                target.shown(),
                listing.reason(),
                listing.madeBy(),
                listing.madeAt(),
                listing.endsAt());
    }

    @Override
    public void remove(UUID id) {
        sql.update(REMOVE, id);
    }

    @Override
    public List<Listing.Rule> findRules(Instant now) {
        return sql.query(
                FIND_RULES,
                row -> new Listing.Rule(
                        row.id(), Effect.valueOf(row.text()), Kind.valueOf(row.text()), row.text(), row.instant()),
                now);
    }

    @Override
    public List<Listing> find(ListingSearch search, Optional<Place> after, Instant now, int most) {
        Conditions conditions = new Conditions();
        search.names().ifPresent(names -> cover(conditions, names));
        search.effect().ifPresent(effect -> conditions.and("l.effect = ?", effect.name()));
        search.kind().ifPresent(kind -> conditions.and("l.kind = ?", kind.name()));
        after.ifPresent(place -> {
            conditions.and("l.made_at <= ?", place.madeAt());
            conditions.and("(l.made_at < ? OR l.id < ?)", place.madeAt(), place.id());
        });
        conditions.and("l.ends_at > ?", now);
        return sql.query(
                "SELECT " + COLUMNS.of("l") + " FROM listing l" + conditions.where()
                        + " ORDER BY l.made_at DESC, l.id DESC LIMIT ?",
                JdbcListingRepository::read,
                conditions.with(most));
    }

    /** Every target that covers a name is a beginning of it. */
    private static void cover(Conditions conditions, Map<Kind, String> names) {
        List<String> terms = new ArrayList<>();
        List<Object> beginnings = new ArrayList<>();
        names.forEach((kind, name) -> {
            terms.add("l.kind = ? AND l.target IN (" + Sql.places(name.length()) + ")");
            beginnings.add(kind.name());
            for (int length = 1; length <= name.length(); length++) {
                beginnings.add(name.substring(0, length));
            }
        });
        conditions.and(terms.isEmpty() ? "l.id IS NULL" : "(" + String.join(" OR ", terms) + ")", beginnings.toArray());
    }

    @Override
    public void forgetMaker(String madeBy) {
        sql.update(FORGET_MAKER, GONE, madeBy);
    }

    @Override
    public int purge(Instant now, int most) {
        return sql.update(purge, now, most);
    }

    private static Listing read(Row row) throws SQLException {
        return new Listing(
                row.id(),
                Effect.valueOf(row.text()),
                new Target(Kind.valueOf(row.text()), row.text(), row.text()),
                row.text(),
                row.text(),
                row.instant(),
                row.instant());
    }
}
