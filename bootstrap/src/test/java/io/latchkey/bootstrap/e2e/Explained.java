package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.DatabaseStartException;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.numbering.RenumberedPlans;
import io.latchkey.application.shared.Decision;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Sees to it that each refusal is explained: its answer names a decision, which is kept with the rules that were asked and the one that
 * decided.
 */
final class Explained {
    /** Refusals of each service that were not looked up yet, by the ids of their decisions. */
    private static final Map<String, Map<UUID, Reply>> REFUSALS = new ConcurrentHashMap<>();

    /** Numbers of those that were looked up. */
    private static final Map<String, Integer> TOLD = new ConcurrentHashMap<>();

    /** Those of the scenario that runs. */
    private static final Set<UUID> OF_THIS_SCENARIO = ConcurrentHashMap.newKeySet();

    private static final Pattern DELETION =
            Pattern.compile("DELETE /api/v1/users/me|POST /api/v1/(users/me/deletion|admin/users/[^/]+/erase)");
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

    private Explained() {}

    /** A scenario begins. */
    static void begin() {
        OF_THIS_SCENARIO.clear();
    }

    /**
     * Keeps the id of a refusal. What is done may take decisions away: those about an account go with it, and all go after their time.
     *
     * @param request method and path
     * @throws AssertionError when the answer is a refusal and names no decision, or two
     */
    static void check(String baseUrl, String request, Reply reply) {
        Map<UUID, Reply> refusals = REFUSALS.computeIfAbsent(baseUrl, unused -> new ConcurrentHashMap<>());
        if (reply.status() >= 400) {
            UUID id = id(reply);
            refusals.put(id, reply);
            OF_THIS_SCENARIO.add(id);
        } else if (DELETION.matcher(request).matches()) {
            deleted(baseUrl);
        } else if (request.equals("PUT /dev/clock")) {
            refusals.clear();
        }
    }

    /** Checks by the API of administration that all refusals so far are explained. They need not be looked up again. */
    static void areTold(Site site, Visitor administrator) {
        Map<UUID, Reply> refusals = Map.copyOf(REFUSALS.getOrDefault(site.baseUrl(), Map.of()));
        refusals.forEach((id, reply) -> {
            JsonNode told = administrator
                    .get("/api/v1/admin/decisions/" + id)
                    .expect(200)
                    .json();
            assertThat(told.path("outcome").asText()).as("outcome of %s", reply).isIn("refused", "locked");
            assertThat(told.path("winner").asText()).as("winner of %s", reply).isNotEmpty();
            assertThat(told.path("rules").findValuesAsText("rule"))
                    .as("what the rules of %s saw", reply)
                    .contains(told.path("winner").asText());
        });
        REFUSALS.getOrDefault(site.baseUrl(), new HashMap<>()).keySet().removeAll(refusals.keySet());
        TOLD.merge(site.baseUrl(), refusals.size(), Integer::sum);
    }

    /** How many refusals of a site an administrator has looked up. */
    static int told(Site site) {
        return TOLD.getOrDefault(site.baseUrl(), 0);
    }

    /** An account of this scenario was deleted, such as in a browser. */
    static void deleted(String baseUrl) {
        REFUSALS.getOrDefault(baseUrl, new HashMap<>()).keySet().removeAll(OF_THIS_SCENARIO);
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
            Map<UUID, Reply> refusals = REFUSALS.getOrDefault(site.baseUrl(), Map.of());
            // Elsewhere than in a file, the database opens before the last decisions are written.
            Await.until(
                    "the last decisions are written",
                    LONGEST_STOP,
                    () -> refusals.keySet().stream()
                            .allMatch(id -> find(opened, id).isPresent()));
            assertThat(told(site) + refusals.size()).as("refusals").isPositive();
            areKept(refusals, id -> find(opened, id));
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
