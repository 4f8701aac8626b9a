package io.latchkey.application.testkit;

import io.latchkey.application.admin.ApplicationRecord;
import io.latchkey.application.admin.ApplicationSearch;
import io.latchkey.application.admin.ApplicationSearch.Order;
import io.latchkey.application.admin.ApplicationSearch.State;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.port.AccountDirectory;
import io.latchkey.application.admin.port.ApplicationDirectory;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Applications in memory. */
final class InMemoryApplicationDirectory implements ApplicationDirectory {
    private final InMemoryStore store;
    private final AccountDirectory accounts;

    InMemoryApplicationDirectory(InMemoryStore store, AccountDirectory accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    @Override
    public List<ApplicationRecord> find(ApplicationSearch search, Optional<Position> after, Instant now, int most) {
        Comparator<Position> order = order(search.order());
        return store.credentials.read().values().stream()
                .filter(credential -> search.state()
                        .map(state -> credential.isLive(now) == (state == State.LIVE))
                        .orElse(true))
                .filter(credential ->
                        search.owner().map(credential.userId()::equals).orElse(true))
                .filter(credential -> search.key().map(credential.key()::equals).orElse(true))
                .filter(credential -> search.unusedSince()
                        .map(ApplicationDirectory.time(credential, Order.LEFT_ALONE)::isBefore)
                        .orElse(true))
                .filter(credential -> after.map(place -> order.compare(position(credential, search.order()), place) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(credential -> position(credential, search.order()), order))
                .limit(most)
                .map(credential -> record(credential, now))
                .toList();
    }

    private static Position position(ApiCredential credential, Order order) {
        return new Position(
                Long.toString(ApplicationDirectory.time(credential, order).toEpochMilli()),
                credential.id().toString());
    }

    /** Ids are sorted as the database sorts them: byte by byte. */
    private static Comparator<Position> order(Order order) {
        Comparator<Position> oldestFirst = Comparator.<Position, Long>comparing(place -> Long.valueOf(place.key()))
                .thenComparing(Position::id);
        return order == Order.LEFT_ALONE ? oldestFirst : oldestFirst.reversed();
    }

    private ApplicationRecord record(ApiCredential credential, Instant now) {
        return new ApplicationRecord(
                credential, accounts.find(credential.userId()).orElseThrow(), credential.isLive(now));
    }

    @Override
    public Optional<ApplicationRecord> find(ApiCredentialId id, Instant now) {
        return Optional.ofNullable(store.credentials.read().get(id)).map(credential -> record(credential, now));
    }
}
