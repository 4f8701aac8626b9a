package io.latchkey.application.delivery.service;

import static io.latchkey.application.testkit.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.RecordingAuditTrail;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.DeliveryOutcome.Accepted;
import io.latchkey.domain.delivery.DeliveryOutcome.Declined;
import io.latchkey.domain.delivery.DeliveryOutcome.Deferred;
import io.latchkey.domain.delivery.DeliveryOutcome.Rejected;
import io.latchkey.domain.delivery.DeliveryOutcome.Unknown;
import io.latchkey.domain.delivery.HealthPolicy;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.ProviderHealth;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HealthBoardTest {
    private static final int MOST_CALLS = 12;
    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration LATE = Duration.ofSeconds(30);

    private final TestApplication app = TestApplication.start();
    private final HealthBoard board = new HealthBoard(
            Fixtures.healthPolicy(), MOST_CALLS, app.attemptRepository, app.unitOfWork, app.audit, app.clock);

    private void call(String provider, DeliveryOutcome outcome) {
        board.end(board.begin(provider, "DE"), outcome);
    }

    private void call(int times, String provider, DeliveryOutcome outcome) {
        for (int i = 0; i < times; i++) {
            call(provider, outcome);
        }
    }

    private static DeliveryOutcome accepted() {
        return new Accepted("a", Optional.empty());
    }

    private static DeliveryOutcome down() {
        return new Deferred("http 503", Optional.empty());
    }

    /** Passed over since now. */
    private void pause() {
        call(4, "a", down());
    }

    private List<RecordingAuditTrail.Entry> events(AuditTrail.Event event) {
        return app.audit.entries().stream()
                .filter(entry -> entry.event() == event)
                .toList();
    }

    private Funnel.ProviderStatus standing(String provider) {
        return board.statuses().stream()
                .filter(standing -> standing.provider().equals(provider))
                .findFirst()
                .orElseThrow();
    }

    private void callIn(String country, int times, DeliveryOutcome outcome) {
        for (int i = 0; i < times; i++) {
            board.end(board.begin("a", country), outcome);
        }
    }

    @Test
    void keeps_the_weather_of_one_country_from_the_others() {
        callIn("NG", 20, down());
        assertThat(board.share("a", "NG")).isZero();
        assertThat(board.share("a", "DE")).isEqualTo(1);
        assertThat(standing("a"))
                .isEqualTo(new Funnel.ProviderStatus("a", ProviderHealth.State.OPEN, 0, Map.of("NG", 0.0)));
        callIn("DE", 1, accepted());
        assertThat(standing("a"))
                .isEqualTo(new Funnel.ProviderStatus("a", ProviderHealth.State.CLOSED, 1, Map.of("NG", 0.0)));
    }

    @Test
    void passes_a_provider_over_everywhere_when_it_fails_wherever_it_was_asked() {
        callIn("NG", 4, down());
        callIn("FR", 4, down());
        assertThat(board.share("a", "DE")).isZero();
        assertThat(board.share("b", "DE")).isEqualTo(1);
        callIn("IT", 1, accepted());
        assertThat(board.share("a", "DE")).isEqualTo(1);
        assertThat(board.share("a", "FR")).isZero();
    }

    @Test
    void forgets_what_other_countries_tell_once_it_is_long_past() {
        callIn("NG", 4, down());
        callIn("FR", 4, down());
        app.clock.advance(Duration.ofMinutes(10));
        assertThat(board.share("a", "DE")).isEqualTo(1);
    }

    @Test
    void keeps_a_slow_call_in_one_country_from_the_others() {
        HealthBoard.Call slow = board.begin("a", "NG");
        app.clock.advance(SLOW);
        assertThat(board.share("a", "NG")).isZero();
        assertThat(board.share("a", "DE")).isEqualTo(1);
        board.forget(slow);
    }

    @Test
    void takes_a_limit_of_a_provider_for_one_of_all_countries() {
        callIn("NG", 1, Deferred.busy("limit", Optional.of(Duration.ofSeconds(2))));
        assertThat(board.share("a", "DE")).isZero();
        assertThat(standing("a").share()).isZero();
    }

    @Test
    void learns_from_receipts_what_the_provider_could_not_tell_at_once() {
        for (int i = 0; i < 4; i++) {
            board.learn("a", "DE", app.clock.instant(), new Rejected("bad-number (30005)"));
            board.learn("a", "DE", app.clock.instant(), new Declined("filtered (30007)"));
        }
        assertThat(board.share("a", "DE")).isEqualTo(1);
        for (int i = 0; i < 4; i++) {
            board.learn("a", "DE", app.clock.instant(), new Deferred("authentication (30002)", Optional.empty()));
        }
        assertThat(board.share("a", "DE")).isZero();
    }

    @Test
    void does_not_take_an_old_message_for_the_one_that_tries_a_provider_out() {
        Instant beforeThePause = app.clock.instant();
        pause();
        app.clock.advance(PAUSE);
        assertThat(board.takesProbe("a", "DE")).isTrue();
        board.learn("a", "DE", beforeThePause, down());
        call("a", accepted());
        assertThat(board.share("a", "DE")).isEqualTo(HealthPolicy.LEAST_SHARE);
    }

    static Stream<DeliveryOutcome> failures() {
        return Stream.of(down(), new Unknown("time-out"));
    }

    static Stream<DeliveryOutcome> answers() {
        return Stream.of(
                accepted(),
                new Rejected("bad number"),
                new Declined("sender unknown"),
                Deferred.busy("limit", Optional.empty()));
    }

    @Test
    void gives_a_provider_nothing_is_known_of_its_whole_share() {
        assertThat(board.share("a", "DE")).isEqualTo(1);
        assertThat(board.takesProbe("a", "DE")).isFalse();
        assertThat(board.statuses()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void passes_a_provider_over_when_its_calls_fail(DeliveryOutcome failure) {
        call(3, "a", failure);
        assertThat(board.share("a", "DE")).isEqualTo(1);
        call("a", failure);
        assertThat(board.share("a", "DE")).isZero();
        assertThat(board.share("b", "DE")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void blames_no_provider_that_answers(DeliveryOutcome answer) {
        call(20, "a", answer);
        assertThat(board.share("a", "DE")).isEqualTo(1);
        assertThat(events(AuditTrail.Event.PROVIDER_PAUSED)).isEmpty();
    }

    @Test
    void passes_a_provider_over_as_long_as_it_says_that_it_is_busy() {
        call("a", Deferred.busy("limit", Optional.of(Duration.ofSeconds(2))));
        assertThat(board.share("a", "DE")).isZero();
        app.clock.advance(Duration.ofSeconds(2));
        assertThat(board.share("a", "DE")).isEqualTo(1);
        call("a", Deferred.busy("limit", Optional.of(Duration.ofSeconds(-2))));
        assertThat(board.share("a", "DE")).isEqualTo(1);
    }

    @Test
    void passes_a_provider_over_while_a_call_is_slow() {
        HealthBoard.Call call = board.begin("a", "DE");
        app.clock.advance(SLOW.minusNanos(1));
        assertThat(board.share("a", "DE")).isEqualTo(1);
        app.clock.advance(Duration.ofNanos(1));
        assertThat(board.share("a", "DE")).isZero();
        board.end(call, accepted());
        assertThat(board.share("a", "DE")).isEqualTo(1);
    }

    @Test
    void counts_a_slow_call_as_failed_whatever_it_answers() {
        List<HealthBoard.Call> calls =
                Stream.generate(() -> board.begin("a", "DE")).limit(4).toList();
        app.clock.advance(SLOW);
        calls.forEach(call -> board.end(call, accepted()));
        assertThat(standing("a").state()).isEqualTo(ProviderHealth.State.OPEN);
    }

    @Test
    void passes_a_provider_over_while_it_has_as_many_calls_as_it_may() {
        List<HealthBoard.Call> calls = new ArrayList<>();
        for (int i = 0; i < MOST_CALLS; i++) {
            assertThat(board.share("a", "DE")).isEqualTo(1);
            calls.add(board.begin("a", "DE"));
        }
        assertThat(board.share("a", "DE")).isZero();
        board.end(calls.get(0), accepted());
        assertThat(board.share("a", "DE")).isEqualTo(1);
        board.begin("a", "DE");
        board.forget(calls.get(1));
        assertThat(board.share("a", "DE")).isEqualTo(1);
    }

    @Test
    void has_one_message_try_a_provider_out_when_its_pause_is_over() {
        pause();
        assertThat(board.takesProbe("a", "DE")).isFalse();
        app.clock.advance(PAUSE);
        assertThat(board.takesProbe("a", "DE")).isTrue();
        assertThat(board.takesProbe("a", "DE")).isFalse();
        assertThat(board.share("a", "DE")).isZero();
        call("a", down());
        app.clock.advance(PAUSE);
        assertThat(board.takesProbe("a", "DE")).isFalse();
        app.clock.advance(PAUSE);
        assertThat(board.takesProbe("a", "DE")).isTrue();
    }

    @Test
    void tells_one_of_many_threads_to_try_a_provider_out() {
        pause();
        app.clock.advance(PAUSE);
        assertThat(Concurrently.run(16, () -> board.takesProbe("a", "DE")))
                .filteredOn(taken -> taken)
                .hasSize(1);
    }

    @Test
    void gives_a_provider_its_share_back_along_the_ramp() {
        pause();
        app.clock.advance(PAUSE);
        assertThat(board.takesProbe("a", "DE")).isTrue();
        call("a", accepted());
        assertThat(board.share("a", "DE")).isEqualTo(HealthPolicy.LEAST_SHARE);
        app.clock.advance(Duration.ofSeconds(30));
        assertThat(board.share("a", "DE")).isCloseTo(0.5, within(1e-9));
        app.clock.advance(Duration.ofSeconds(30));
        assertThat(board.share("a", "DE")).isEqualTo(1);
    }

    @Test
    void tells_once_that_a_provider_is_paused_and_once_that_it_is_restored() {
        call(20, "a", down());
        assertThat(events(AuditTrail.Event.PROVIDER_PAUSED))
                .extracting(RecordingAuditTrail.Entry::details)
                .containsExactly(Map.of("provider", "a", "country", "DE", "outcome", "http 503"));
        assertThat(events(AuditTrail.Event.PROVIDER_RESTORED)).isEmpty();
        app.clock.advance(PAUSE);
        assertThat(board.takesProbe("a", "DE")).isTrue();
        call(20, "a", accepted());
        assertThat(events(AuditTrail.Event.PROVIDER_PAUSED)).hasSize(1);
        assertThat(events(AuditTrail.Event.PROVIDER_RESTORED))
                .extracting(RecordingAuditTrail.Entry::details)
                .containsExactly(Map.of("provider", "a", "country", "DE"));
    }

    @Test
    void tells_again_that_a_provider_is_paused_when_it_is_tried_out_in_vain() {
        pause();
        app.clock.advance(PAUSE);
        assertThat(board.takesProbe("a", "DE")).isTrue();
        call("a", down());
        assertThat(events(AuditTrail.Event.PROVIDER_PAUSED)).hasSize(2);
    }

    @Test
    void tells_once_when_many_threads_see_it() {
        Concurrently.run(16, () -> {
            call(20, "a", down());
            return 0;
        });
        assertThat(events(AuditTrail.Event.PROVIDER_PAUSED)).hasSize(1);
        app.clock.advance(PAUSE);
        Concurrently.run(16, () -> {
            call(20, "a", accepted());
            return 0;
        });
        assertThat(events(AuditTrail.Event.PROVIDER_RESTORED)).hasSize(1);
    }

    @Test
    void loses_no_answer_of_many_threads() {
        Concurrently.run(16, () -> {
            call(3, "a", accepted());
            return 0;
        });
        for (int round = 0; round < 23; round++) {
            call(3, "a", down());
            call("a", accepted());
        }
        // 71 answers at work and 70 failures are too few to pass it over; one more is not.
        call("a", down());
        assertThat(board.share("a", "DE")).isEqualTo(1);
        call("a", down());
        assertThat(board.share("a", "DE")).isZero();
    }

    /** Messages a provider took now, and how many of them were confirmed. */
    private void take(String provider, String country, int taken, int confirmed, Duration after) {
        app.unitOfWork.execute(() -> {
            for (int i = 0; i < taken; i++) {
                String reference = app.ids.nextText(12);
                app.attemptRepository.insert(List.of(new DeliveryAttempt(
                        app.ids.next(),
                        new DeliveryAttempt.Message(new OutboxMessageId(app.ids.next()), null, country, "code/en", 1),
                        provider,
                        Channel.SMS,
                        new Accepted(provider, Optional.of(reference)),
                        Optional.empty(),
                        app.clock.instant(),
                        Duration.ZERO)));
                if (i < confirmed) {
                    Instant at = app.clock.instant().plus(after);
                    app.attemptRepository.receive(
                            provider, new Report(reference, DeliveryState.DELIVERED), at, Instant.EPOCH);
                }
            }
            return taken;
        });
    }

    private void take(String provider, String country, int taken, int confirmed) {
        take(provider, country, taken, confirmed, Duration.ofSeconds(2));
    }

    private void refreshAfter(Duration wait) {
        app.clock.advance(wait);
        board.refresh();
    }

    @Test
    void leaves_a_provider_one_message_in_twenty_in_a_country_where_too_few_arrive() {
        take("a", "DE", 20, 8);
        take("a", "FR", 20, 18);
        refreshAfter(LATE.plusMillis(1));
        assertThat(board.share("a", "DE")).isEqualTo(HealthPolicy.LEAST_SHARE);
        assertThat(board.share("a", "FR")).isEqualTo(1);
        assertThat(board.share("b", "DE")).isEqualTo(1);
    }

    @Test
    void leaves_a_provider_a_part_of_its_share_where_some_do_not_arrive() {
        take("a", "DE", 20, 13);
        refreshAfter(LATE.plusMillis(1));
        assertThat(board.share("a", "DE")).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void judges_no_message_whose_receipt_is_not_late_yet() {
        take("a", "DE", 20, 1);
        refreshAfter(LATE);
        assertThat(board.share("a", "DE")).isEqualTo(1);
        refreshAfter(Duration.ofMillis(1));
        assertThat(board.share("a", "DE")).isEqualTo(HealthPolicy.LEAST_SHARE);
    }

    @Test
    void counts_a_late_receipt_as_none() {
        take("a", "DE", 20, 20, LATE.plusMillis(1));
        take("b", "DE", 20, 20, LATE);
        refreshAfter(LATE.plusSeconds(1));
        assertThat(board.share("a", "DE")).isEqualTo(HealthPolicy.LEAST_SHARE);
        assertThat(board.share("b", "DE")).isEqualTo(1);
    }

    @Test
    void judges_nobody_by_a_handful_of_messages() {
        take("a", "DE", 9, 0);
        take("a", "FR", 9, 9);
        refreshAfter(LATE.plusSeconds(1));
        assertThat(board.share("a", "DE")).isEqualTo(1);
    }

    @Test
    void judges_no_provider_that_never_gave_a_receipt() {
        take("a", "DE", 100, 0);
        refreshAfter(LATE.plusSeconds(1));
        assertThat(board.share("a", "DE")).isEqualTo(1);
    }

    @Test
    void judges_a_provider_whose_receipts_stop() {
        take("a", "DE", 1, 1);
        refreshAfter(LATE.plusSeconds(1));
        refreshAfter(Duration.ofMinutes(10));
        take("a", "DE", 100, 0);
        refreshAfter(LATE.plusSeconds(1));
        assertThat(board.share("a", "DE")).isEqualTo(HealthPolicy.LEAST_SHARE);
    }

    @Test
    void regains_nothing_by_being_asked_too_seldom_to_be_judged() {
        take("a", "DE", 20, 8);
        refreshAfter(LATE.plusSeconds(1));
        app.clock.advance(Duration.ofMinutes(4));
        take("a", "DE", 3, 1);
        refreshAfter(Duration.ofMinutes(2));
        assertThat(board.share("a", "DE")).isEqualTo(HealthPolicy.LEAST_SHARE);
    }

    @Test
    void forgets_what_receipts_took_once_it_is_long_past() {
        take("a", "DE", 20, 0);
        take("a", "FR", 1, 1);
        refreshAfter(LATE.plusSeconds(1));
        // From here on those twenty are too old to be judged.
        app.clock.advance(Duration.ofMinutes(5));
        take("a", "DE", 1000, 1000);
        board.refresh();
        assertThat(board.share("a", "DE")).isEqualTo(1);
    }

    @Test
    void gives_a_share_back_no_faster_than_along_the_ramp() {
        take("a", "DE", 20, 0);
        take("a", "FR", 1, 1);
        refreshAfter(LATE.plusSeconds(1));
        take("a", "DE", 1000, 1000);
        refreshAfter(LATE);
        assertThat(board.share("a", "DE")).isEqualTo(HealthPolicy.LEAST_SHARE);
        for (int i = 1; i <= 5; i++) {
            refreshAfter(Duration.ofSeconds(6));
            assertThat(board.share("a", "DE")).isCloseTo(0.05 + i * 0.1, within(1e-9));
        }
        refreshAfter(Duration.ofSeconds(30));
        assertThat(board.share("a", "DE")).isEqualTo(1);
        assertThat(board.statuses()).isEmpty();
    }

    @Test
    void takes_nothing_from_a_provider_when_the_clock_is_set_back() {
        take("a", "DE", 20, 13);
        refreshAfter(LATE.plusSeconds(1));
        refreshAfter(Duration.ofSeconds(-20));
        assertThat(board.share("a", "DE")).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void takes_the_share_by_receipts_of_the_share_by_failures() {
        take("a", "DE", 20, 13);
        refreshAfter(LATE.plusSeconds(1));
        pause();
        app.clock.advance(PAUSE);
        assertThat(board.takesProbe("a", "DE")).isTrue();
        call("a", accepted());
        app.clock.advance(Duration.ofSeconds(30));
        assertThat(board.share("a", "DE")).isCloseTo(0.25, within(1e-9));
        assertThat(board.share("a", "FR")).isEqualTo(1);
    }

    @Test
    void tells_how_every_provider_stands() {
        call("c", accepted());
        pause();
        take("b", "FR", 20, 13);
        take("b", "DE", 20, 1);
        refreshAfter(LATE.plusSeconds(1));
        assertThat(app.clock.instant()).isAfter(NOW.plus(PAUSE));
        assertThat(board.statuses()).extracting(Funnel.ProviderStatus::provider).containsExactly("a", "b", "c");
        assertThat(standing("a"))
                .isEqualTo(new Funnel.ProviderStatus("a", ProviderHealth.State.HALF_OPEN, 0, Map.of("DE", 0.0)));
        assertThat(standing("b").state()).isEqualTo(ProviderHealth.State.CLOSED);
        assertThat(standing("b").share()).isEqualTo(1);
        assertThat(standing("b").countries().keySet()).containsExactly("DE", "FR");
        assertThat(standing("b").countries().get("FR")).isCloseTo(0.5, within(1e-9));
        assertThat(standing("c")).isEqualTo(new Funnel.ProviderStatus("c", ProviderHealth.State.CLOSED, 1, Map.of()));
    }
}
