package io.latchkey.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latchkey.domain.testkit.DomainFixtures;
import io.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
    private static final Instant NOW = DomainFixtures.NOW;
    private static final SessionPolicy POLICY = DomainFixtures.sessionPolicy();
    private static final Duration GRACE = POLICY.refreshGrace();

    private static Session session() {
        return Session.open(
                new SessionId(new UUID(0, 1)),
                new UserId(new UUID(0, 2)),
                List.of("pwd"),
                new Session.Origin("native", "", "192.0.2.1"),
                POLICY,
                NOW);
    }

    private static Session rotated(Session session, Instant now) {
        return ((Rotation.Rotated) session.rotate(session.generation(), POLICY, now)).next();
    }

    @Test
    void moves_one_generation_on_by_its_current_token() {
        Session next = rotated(session(), NOW.plusSeconds(60));
        assertThat(next.generation()).isEqualTo(1);
        assertThat(next.rotatedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(next.expiresAt()).isEqualTo(session().expiresAt());
        assertThat(next.authenticatedAt()).isEqualTo(NOW);
    }

    @Test
    void gives_the_same_successor_to_the_direct_parent_within_the_grace() {
        Session next = rotated(session(), NOW);
        assertThat(next.rotate(0, POLICY, NOW.plus(GRACE))).isEqualTo(new Rotation.Repeated(next));
    }

    @Test
    void ends_when_the_parent_comes_back_after_the_grace() {
        Session next = rotated(session(), NOW);
        Instant late = NOW.plus(GRACE).plusMillis(1);
        assertThat(next.rotate(0, POLICY, late)).isEqualTo(new Rotation.Reused(next.end(late)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void ends_when_any_other_generation_comes_even_within_the_grace(int presented) {
        Session third = rotated(rotated(rotated(session(), NOW), NOW), NOW);
        assertThat(third.rotate(presented, POLICY, NOW)).isEqualTo(new Rotation.Reused(third.end(NOW)));
    }

    @Test
    void is_not_moved_once_it_is_over() {
        assertThat(session().end(NOW).rotate(0, POLICY, NOW)).isEqualTo(new Rotation.Ended());
        assertThat(session().rotate(0, POLICY, NOW.plus(Duration.ofDays(7)))).isEqualTo(new Rotation.Ended());
        assertThat(session().rotate(0, POLICY, NOW.plus(Duration.ofDays(7)).minusMillis(1)))
                .isInstanceOf(Rotation.Rotated.class);
    }

    @Test
    void ends_for_good_however_often_it_is_refreshed() {
        Session session = session();
        for (int day = 6; day < 30; day += 6) {
            session = rotated(session, NOW.plus(Duration.ofDays(day)));
        }
        assertThat(session.rotate(session.generation(), POLICY, NOW.plus(Duration.ofDays(30))))
                .isEqualTo(new Rotation.Ended());
        assertThat(session.isLive(NOW.plus(Duration.ofDays(30)).minusMillis(1))).isTrue();
        assertThat(session.isLive(NOW.plus(Duration.ofDays(30)))).isFalse();
    }

    @Test
    void keeps_the_first_end() {
        Session ended = session().end(NOW);
        assertThat(ended.end(NOW.plusSeconds(5))).isEqualTo(ended);
        assertThat(ended.isLive(NOW)).isFalse();
    }

    @Test
    void is_recent_for_as_long_as_the_policy_says_whatever_was_refreshed() {
        Session session = rotated(session(), NOW.plus(Duration.ofMinutes(9)));
        assertThat(session.isRecent(POLICY.recentSignIn(), NOW.plus(Duration.ofMinutes(10))))
                .isTrue();
        assertThat(session.isRecent(
                        POLICY.recentSignIn(), NOW.plus(Duration.ofMinutes(10)).plusMillis(1)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "PT59S, P30D, P7D, PT10S, PT10M, access-token-lifetime",
        "PT24H1S, P30D, P7D, PT10S, PT10M, access-token-lifetime",
        "PT15M, PT14M, PT14M, PT10S, PT10M, lifetime",
        "PT15M, P367D, P7D, PT10S, PT10M, lifetime",
        "PT15M, P30D, P31D, PT10S, PT10M, idle-timeout",
        "PT15M, P30D, PT14M, PT10S, PT10M, idle-timeout",
        "PT15M, P30D, P7D, PT61S, PT10M, refresh-grace",
        "PT15M, P30D, P7D, PT-1S, PT10M, refresh-grace",
        "PT15M, P30D, P7D, PT10S, PT-1S, recent-sign-in",
    })
    void refuses_a_policy_that_makes_no_sense(
            Duration access, Duration life, Duration idle, Duration grace, Duration recent, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionPolicy(
                        access,
                        new SessionPolicy.Span(life, idle),
                        new SessionPolicy.Span(Duration.ofDays(1), Duration.ofDays(1)),
                        grace,
                        recent))
                .withMessageStartingWith(named);
    }

    @ParameterizedTest
    @CsvSource({
        "PT14M, PT14M, two-factors.lifetime",
        "P367D, PT1H, two-factors.lifetime",
        "PT24H, PT25H, two-factors.idle-timeout",
        "PT24H, PT14M, two-factors.idle-timeout",
    })
    void refuses_a_span_for_two_factors_that_makes_no_sense(Duration life, Duration idle, String named) {
        assertThatIllegalArgumentException().isThrownBy(() -> aal2(life, idle)).withMessageStartingWith(named);
    }

    private static SessionPolicy aal2(Duration life, Duration idle) {
        return new SessionPolicy(
                POLICY.accessTokenLifetime(),
                POLICY.oneFactor(),
                new SessionPolicy.Span(life, idle),
                POLICY.refreshGrace(),
                POLICY.recentSignIn());
    }

    @Test
    void lasts_as_long_as_its_factors_let_it() {
        SessionPolicy policy = aal2(Duration.ofHours(24), Duration.ofHours(1));
        Session one = opened(policy, List.of("pwd"));
        Session two = opened(policy, List.of("pwd", "sms", "mfa"));
        assertThat(one.expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(30)));
        assertThat(two.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(24)));
        Instant idle = NOW.plus(Duration.ofHours(1));
        assertThat(two.rotate(0, policy, idle.minusMillis(1))).isInstanceOf(Rotation.Rotated.class);
        assertThat(two.rotate(0, policy, idle)).isEqualTo(new Rotation.Ended());
        assertThat(one.rotate(0, policy, idle)).isInstanceOf(Rotation.Rotated.class);
    }

    private static Session opened(SessionPolicy policy, List<String> methods) {
        return Session.open(
                new SessionId(new UUID(0, 1)),
                new UserId(new UUID(0, 2)),
                methods,
                new Session.Origin("native", "", "192.0.2.1"),
                policy,
                NOW);
    }
}
