package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.DatabaseStartException;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.numbering.RenumberedPlans;
import io.latchkey.application.shared.Decision;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Sees to it that each refusal is explained: its answer names a decision, which is kept with the rules that were asked and the one that
 * decided.
 */
final class Explained {
    /** The refusals of each service by the ids of their decisions. */
    private static final Map<String, Map<UUID, Reply>> REFUSALS = new ConcurrentHashMap<>();

    /** Decisions about an account are deleted with it, and scenarios delete some. */
    private static final double SHARE_OF_LIVING_ACCOUNTS = 0.9;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

    private Explained() {}

    /**
     * Keeps the id of a refusal.
     *
     * @throws AssertionError when the answer is a refusal and names no decision, or two
     */
    static void check(String baseUrl, Reply reply) {
        if (reply.status() >= 400) {
            UUID id = id(reply);
            REFUSALS.computeIfAbsent(baseUrl, unused -> new ConcurrentHashMap<>())
                    .put(id, reply);
        }
    }

    private static UUID id(Reply reply) {
        String id = reply.header("Latchkey-Decision")
                .orElseThrow(() -> new AssertionError(reply + " names no decision: " + reply.text()));
        boolean isProblem = reply.header("Content-Type")
                .filter("application/problem+json"::equals)
                .isPresent();
        if (isProblem && reply.body().length > 0) {
            assertThat(reply.json().path("decision").asText())
                    .as("decision in the body of %s", reply)
                    .isEqualTo(id);
        }
        return UUID.fromString(id);
    }

    /** Checks that the decisions of all refusals of a site are in its database once it has stopped. */
    static void areKept(Site site) {
        try (LatchkeyDatabase opened =
                Await.until("the server lets its database go", LONGEST_STOP, () -> open(site.database()))) {
            Map<UUID, Reply> kept = new HashMap<>(REFUSALS.getOrDefault(site.baseUrl(), Map.of()));
            int all = kept.size();
            // Elsewhere than in a file, the database opens before the last decisions are written.
            Await.until("the last decisions are written", LONGEST_STOP, () -> {
                long found = kept.keySet().stream()
                        .filter(id -> find(opened, id).isPresent())
                        .count();
                return found >= all * SHARE_OF_LIVING_ACCOUNTS;
            });
            kept.keySet().removeIf(id -> find(opened, id).isEmpty());
            areKept(kept, id -> find(opened, id));
        }
    }

    private static Optional<Decision> find(LatchkeyDatabase opened, UUID id) {
        return opened.administration()
                .auditUnitOfWork()
                .read(() -> opened.administration().decisions().find(id));
    }

    /** Opens the database. Empty while a server that is stopping still holds the file. */
    private static Optional<LatchkeyDatabase> open(DatabaseSettings database) {
        try {
            return Optional.of(LatchkeyDatabase.open(database, new RenumberedPlans()));
        } catch (DatabaseStartException locked) {
            return Optional.empty();
        }
    }

    /** Checks that each refusal has a decision that explains it. */
    static void areKept(Map<UUID, Reply> refusals, Function<UUID, Optional<Decision>> decisions) {
        assertThat(refusals).as("refusals").isNotEmpty();
        refusals.forEach((id, reply) -> {
            Decision decision =
                    decisions.apply(id).orElseThrow(() -> new AssertionError(reply + " has no decision " + id));
            assertThat(decision.answer().outcome())
                    .as("outcome of %s", reply)
                    .isIn(Decision.Outcome.REFUSED, Decision.Outcome.LOCKED);
            assertThat(decision.answer().status()).as("status of %s", reply).isPositive();
            assertThat(decision.answer().winner()).as("winner of %s", reply).isNotEmpty();
            assertThat(decision.findings())
                    .as("what the rules of %s saw", reply)
                    .anyMatch(finding -> finding.rule().equals(decision.answer().winner()));
        });
    }
}
