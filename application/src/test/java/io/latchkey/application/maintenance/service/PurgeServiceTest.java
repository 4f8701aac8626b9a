package io.latchkey.application.maintenance.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.maintenance.RetentionPolicy;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.port.StoreUnavailableException;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurgeServiceTest {
    private static final LoginName NOBODY = new LoginName.ByUsername(new Username("nobody"));

    private final TestApplication app = TestApplication.start();

    private void fill() {
        app.sendCode.send(SendCodeCommand.asked(OtpPurpose.parse("custom:pay"), EMAIL, REQUESTER));
        app.register.register(RegisterCommand.provenByCode(
                NewAccount.named(Optional.of(new Username("eve")), Optional.empty())
                        .reachedAt(Optional.of(Fixtures.STRANGER_EMAIL), Optional.empty()),
                REQUESTER));
        app.signIn.signIn(SignInCommand.ByPassword.of(NOBODY, OTHER_PASSWORD, REQUESTER.origin()));
        app.givenSession(app.given(Fixtures.anyUser()));
        app.deliver();
    }

    @Test
    void forgets_nothing_that_somebody_may_still_need() {
        fill();
        assertThat(app.purge.run()).isZero();
        assertThat(app.challenges()).hasSize(2);
        assertThat(app.outbox()).hasSize(2);
    }

    @Test
    void forgets_everything_once_it_is_kept_long_enough() {
        fill();
        app.clock.advance(Duration.ofDays(32));
        assertThat(app.purge.run()).isPositive();
        assertThat(app.challenges()).isEmpty();
        assertThat(app.outbox()).isEmpty();
        assertThat(app.userBy(new LoginName.ByUsername(new Username("eve")))).isEmpty();
        assertThat(app.userBy(new LoginName.ByUsername(Fixtures.USERNAME))).isPresent();
        assertThat(app.purge.run()).isZero();
    }

    @Test
    void commits_table_by_table_under_a_lease() {
        int commits = app.unitOfWork.commits();
        app.purge.run();
        assertThat(app.unitOfWork.commits() - commits).isEqualTo(23);
    }

    /** Rows that wait to be purged. */
    private static final class Backlog {
        private int rows;
        private final List<Integer> portions = new ArrayList<>();

        private Backlog(int rows) {
            this.rows = rows;
        }

        private PurgeService.Purge purge() {
            return new PurgeService.Purge(
                    "rows",
                    (before, most) -> {
                        int portion = Math.min(rows, most);
                        rows -= portion;
                        portions.add(portion);
                        return portion;
                    },
                    Duration.ZERO);
        }
    }

    private PurgeService node(PurgeService.Purge... purges) {
        return new PurgeService(
                List.of(purges),
                List.of(),
                app.leaseRepository,
                app.pause,
                new Core(app.unitOfWork, app.ids, app.digester, app.audit, app.clock));
    }

    @Test
    void deletes_a_backlog_in_portions_with_a_commit_and_a_pause_after_each() {
        Backlog backlog = new Backlog(100_000);
        AtomicInteger pauses = new AtomicInteger();
        app.pause.meanwhile(pauses::incrementAndGet);
        int commits = app.unitOfWork.commits();
        assertThat(node(backlog.purge()).purge()).isEqualTo(100_000);
        assertThat(backlog.portions).hasSizeGreaterThan(50).allMatch(portion -> portion <= 2_000);
        assertThat(app.unitOfWork.commits() - commits).isEqualTo(backlog.portions.size() + 2);
        assertThat(pauses).hasValue(backlog.portions.size() - 1);
    }

    @Test
    void takes_no_larger_portions_and_longer_pauses_when_they_are_slow() {
        Backlog backlog = new Backlog(2_000);
        PurgeService.Purge quick = backlog.purge();
        PurgeService.Purge slow = new PurgeService.Purge(
                "rows",
                (before, most) -> {
                    app.clock.advance(Duration.ofMillis(300));
                    return quick.rows().delete(before, most);
                },
                Duration.ZERO);
        Instant start = app.clock.instant();
        PurgeService node = node(slow);
        assertThat(node.purge()).isEqualTo(2_000);
        assertThat(backlog.portions).startsWith(200, 200, 200);
        Duration took = Duration.ofMillis(300).multipliedBy(backlog.portions.size());
        assertThat(Duration.between(start, app.clock.instant())).isBetween(took.multipliedBy(2), took.multipliedBy(3));
    }

    @Test
    void tries_smaller_portions_when_the_database_gives_one_up() {
        Backlog backlog = new Backlog(1_000);
        PurgeService.Purge limited = backlog.purge();
        PurgeService node = node(new PurgeService.Purge(
                "rows",
                (before, most) -> {
                    if (most > 60) {
                        throw new StoreUnavailableException(new IllegalStateException("took too long"));
                    }
                    app.clock.advance(Duration.ofMillis(100));
                    return limited.rows().delete(before, most);
                },
                Duration.ZERO));
        assertThat(node.purge()).isEqualTo(1_000);
    }

    @Test
    void goes_on_in_the_next_round_where_the_time_of_one_ended() {
        Backlog backlog = new Backlog(200_000);
        PurgeService.Purge quick = backlog.purge();
        PurgeService node = node(new PurgeService.Purge(
                "rows",
                (before, most) -> {
                    app.clock.advance(Duration.ofMillis(100));
                    return quick.rows().delete(before, most);
                },
                Duration.ZERO));
        int first = node.purge();
        assertThat(first).isBetween(100_000, 199_999);
        assertThat(first + node.purge()).isEqualTo(200_000);
    }

    @Test
    void one_table_that_fails_keeps_no_other_from_being_purged() {
        Backlog backlog = new Backlog(5_000);
        AtomicInteger tries = new AtomicInteger();
        PurgeService node = node(
                new PurgeService.Purge(
                        "broken rows",
                        (before, most) -> {
                            tries.incrementAndGet();
                            throw new IllegalArgumentException("broken");
                        },
                        Duration.ZERO),
                backlog.purge());
        assertThatIllegalStateException()
                .isThrownBy(node::purge)
                .withMessage("broken rows could not be purged")
                .withCauseInstanceOf(IllegalArgumentException.class);
        assertThat(backlog.rows).isZero();
        assertThat(tries).hasValue(1);
    }

    @Test
    void ends_after_the_portion_it_is_at_when_the_service_stops() {
        Backlog backlog = new Backlog(50_000);
        app.pause.meanwhile(app.pause::stop);
        assertThat(node(backlog.purge()).purge()).isBetween(1, 2_000);
        assertThat(backlog.portions).hasSize(1);
    }

    @Test
    void leaves_the_work_to_the_node_that_is_at_it() {
        Backlog backlog = new Backlog(50_000);
        List<Integer> elsewhere = new ArrayList<>();
        PurgeService there = node(backlog.purge());
        app.pause.meanwhile(() -> elsewhere.add(there.purge()));
        assertThat(node(backlog.purge()).purge()).isEqualTo(50_000);
        assertThat(elsewhere).isNotEmpty().containsOnly(0);
        app.pause.meanwhile(() -> {});
        backlog.rows = 10;
        assertThat(there.purge()).isEqualTo(10);
    }

    @Test
    void ends_when_its_thread_is_interrupted() {
        Backlog backlog = new Backlog(50_000);
        app.pause.meanwhile(() -> Thread.currentThread().interrupt());
        int deleted = node(backlog.purge()).purge();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(deleted).isBetween(1, 10_000);
    }

    @ParameterizedTest
    @CsvSource({
        "PT-1S, P1D, P1D, P1D, P1D, P2D, P1D",
        "P1D, PT-1S, P1D, P1D, P1D, P2D, P1D",
        "P1D, P1D, PT-1S, P1D, P1D, P2D, P1D",
        "P1D, P1D, P1D, PT-1S, P1D, P2D, P1D",
        "P1D, P1D, P1D, P1D, PT59M, P2D, P1D",
        "P1D, P1D, P1D, P1D, P1D, PT23H, P1D",
        "P1D, P1D, P1D, P1D, P1D, P2D, PT23H"
    })
    void refuses_to_forget_what_is_not_over(
            Duration challenges,
            Duration messages,
            Duration sessions,
            Duration credentials,
            Duration accounts,
            Duration failures,
            Duration decisions) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetentionPolicy(
                        challenges, messages, sessions, credentials, accounts, failures, decisions));
    }
}
