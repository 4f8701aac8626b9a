package io.latchkey.application.testkit;

import io.latchkey.application.admin.DecisionSearch;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.port.DecisionLog;
import io.latchkey.application.shared.Decision;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Decisions in memory. */
final class InMemoryDecisionLog implements DecisionLog {
    /** Ids are sorted as the database sorts them: byte by byte. */
    private static final Comparator<Decision> NEWEST_FIRST = Comparator.comparing(Decision::at)
            .thenComparing(decision -> decision.id().toString())
            .reversed();

    private final InMemoryStore store;

    InMemoryDecisionLog(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void insert(List<Decision> decisions) {
        decisions.forEach(decision -> store.decisions.write().putIfAbsent(decision.id(), withoutTheGone(decision)));
    }

    private Decision withoutTheGone(Decision decision) {
        if (decision.whom()
                .user()
                .filter(id -> !store.users.read().containsKey(new UserId(id)))
                .isEmpty()) {
            return decision;
        }
        return new Decision(
                decision.id(),
                decision.at(),
                decision.call(),
                decision.answer(),
                new Decision.Whom(
                        Optional.empty(), Optional.empty(), decision.whom().message()),
                decision.findings());
    }

    @Override
    public Optional<Decision> find(UUID id) {
        return Optional.ofNullable(store.decisions.read().get(id));
    }

    @Override
    public List<Decision> find(DecisionSearch search, Optional<Position> after, int most) {
        return store.decisions.read().values().stream()
                .filter(each -> search.user()
                        .map(user -> each.whom().user().equals(Optional.of(user.value())))
                        .orElse(true))
                .filter(each -> search.subject()
                        .map(subject -> each.whom().subject().equals(Optional.of(subject)))
                        .orElse(true))
                .filter(each -> search.outcome()
                        .map(outcome -> each.answer().outcome() == outcome)
                        .orElse(true))
                .filter(each -> search.from().filter(each.at()::isBefore).isEmpty())
                .filter(each -> search.before().map(each.at()::isBefore).orElse(true))
                .sorted(NEWEST_FIRST)
                .filter(each -> after.map(place -> isAfter(each, place)).orElse(true))
                .limit(most)
                .toList();
    }

    private static boolean isAfter(Decision decision, Position place) {
        int time = Long.compare(decision.at().toEpochMilli(), Long.parseLong(place.key()));
        return time < 0 || time == 0 && decision.id().toString().compareTo(place.id()) < 0;
    }

    @Override
    public int purge(Instant before, int most) {
        List<UUID> due = store.decisions.read().values().stream()
                .filter(decision -> decision.at().isBefore(before))
                .sorted(Comparator.comparing(Decision::at))
                .limit(most)
                .map(Decision::id)
                .toList();
        due.forEach(store.decisions.write()::remove);
        return due.size();
    }
}
