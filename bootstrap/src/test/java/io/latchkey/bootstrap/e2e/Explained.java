package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.numbering.RenumberedPlans;
import io.latchkey.application.shared.Decision;
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

    /** Checks that the decisions of all refusals of a stopped site are in its database. */
    static void areKept(Site site) {
        try (LatchkeyDatabase opened = LatchkeyDatabase.open(site.database(), new RenumberedPlans())) {
            areKept(
                    REFUSALS.getOrDefault(site.baseUrl(), Map.of()),
                    id -> opened.administration()
                            .auditUnitOfWork()
                            .read(() -> opened.administration().decisions().find(id)));
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
