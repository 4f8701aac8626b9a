package io.latchkey.application.admin.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.application.admin.DecisionSearch;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.port.DecisionLog;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.port.StoreUnavailableException;
import io.latchkey.application.shared.service.DecisionDesk;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What becomes of decisions that the store does not take. */
class DecisionKeeperTest {
    private final TestApplication app =
            TestApplication.settings().throttles(Fixtures.throttles(1)).start();
    private final DecisionDesk desk = app.useCases.decisions;
    private final Log log = new Log();
    private final DecisionKeeper keeper = new DecisionKeeper(desk, log, app.unitOfWork, app.clock);

    /** Keeps what it is given in a list, but for what a test wants refused. */
    private static final class Log implements DecisionLog {
        private final List<Decision> kept = new ArrayList<>();
        private Predicate<Decision> refused = decision -> false;
        private boolean isUnreachable;

        @Override
        public void insert(List<Decision> decisions) {
            if (isUnreachable) {
                throw new StoreUnavailableException(new IllegalStateException("down"));
            }
            if (decisions.stream().anyMatch(refused)) {
                throw new IllegalStateException("a row is refused");
            }
            kept.addAll(decisions);
        }

        @Override
        public Optional<Decision> find(UUID id) {
            return kept.stream().filter(decision -> decision.id().equals(id)).findFirst();
        }

        @Override
        public List<Decision> find(DecisionSearch search, Optional<Position> after, int most) {
            return List.copyOf(kept);
        }

        @Override
        public int purge(Instant before, int most) {
            return 0;
        }
    }

    private UUID refuse(String network) {
        desk.begin();
        Optional<UUID> id = desk.answer(
                new DecisionDesk.Answered(403, "blocked", Optional.empty(), Optional.empty()),
                new Decision.Call("a deed", "POST /somewhere", "native", network),
                Optional.empty());
        desk.end();
        return id.orElseThrow();
    }

    @Test
    void leaves_out_one_that_is_refused_again_and_again_and_keeps_the_others() {
        UUID first = refuse("192.0.2.1");
        UUID bad = refuse("192.0.2.2");
        UUID last = refuse("192.0.2.3");
        log.refused = decision -> decision.id().equals(bad);
        assertThat(keeper.keep()).isEqualTo(2);
        for (int tries = 0; tries < 5; tries++) {
            keeper.keepAll();
        }
        assertThat(log.kept).extracting(Decision::id).containsExactlyInAnyOrder(first, last);
        assertThat(desk.leftOut()).isEqualTo(1);
        assertThat(desk.take(DecisionDesk.Kind.UNRULED, 10)).isEmpty();
    }

    @Test
    void keeps_later_what_came_while_the_store_was_out_of_reach_and_lets_readers_go_on() {
        UUID id = refuse("192.0.2.1");
        log.isUnreachable = true;
        for (int tries = 0; tries < 5; tries++) {
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(keeper::keep);
            keeper.keepAll();
        }
        log.isUnreachable = false;
        assertThat(keeper.keep()).isEqualTo(1);
        assertThat(log.find(id)).isPresent();
        assertThat(desk.leftOut()).isZero();
    }

    private void refuseByRule(String network) {
        desk.begin();
        desk.saw(Finding.refused("a-rule"));
        Optional<UUID> unused = desk.answer(
                new DecisionDesk.Answered(429, "quota-exceeded", Optional.empty(), Optional.empty()),
                new Decision.Call("a deed", "POST /somewhere", "native", network),
                Optional.empty());
        desk.end();
    }

    /** The figures of docs/production.md. */
    @Test
    void keeps_a_burst_of_refusals_and_then_few_a_minute_however_many_come() {
        int again = 0;
        for (int minute = 0; minute < 60; minute++) {
            for (int number = 0; number < 600; number++) {
                refuse("192.0.2.1");
                refuseByRule("192.0.2.1");
            }
            keeper.keepAll();
            again += keeper.keep();
            app.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(again).as("kept after all that had room").isZero();
        assertThat(log.kept.size()).isBetween(9_000, 9_000 + 60 * 100);
        int flooded = log.kept.size();
        for (int number = 0; number < 5_000; number++) {
            refuse("2001:db8:0:" + Integer.toHexString(number) + "::/64");
        }
        refuseByRule("198.51.100.7");
        assertThat(keeper.keep()).isEqualTo(100);
        assertThat(log.kept.subList(flooded, flooded + 100))
                .as("what happened elsewhere")
                .anyMatch(decision -> decision.call().network().equals("198.51.100.7"));
    }

    @Test
    void keeps_what_waits_at_the_stop_and_counts_what_is_left() {
        UUID kept = refuse("192.0.2.1");
        keeper.close();
        assertThat(log.find(kept)).isPresent();
        assertThat(desk.leftOut()).isZero();
        UUID lost = refuse("192.0.2.1");
        log.isUnreachable = true;
        keeper.close();
        assertThat(desk.leftOut()).isEqualTo(1);
        assertThat(log.find(lost)).isEmpty();
    }
}
