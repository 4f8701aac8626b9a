package io.latchkey.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SuppressionTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final Probe PROBE =
            new Probe(new OtpChallengeId(new UUID(1, 1)), new OutboxMessageId(new UUID(1, 2)), NOW.plusSeconds(60));

    private static Suppression of(SuppressionCause cause, Optional<Probe> probe) {
        return new Suppression(
                new UUID(0, 1), Channel.EMAIL, cause, "acme", "no mailbox", NOW, Optional.empty(), probe);
    }

    private static Optional<Suppression> bounce(Suppression before, Instant sentAt) {
        return before.learn(SuppressionCause.BOUNCED, "acme", "no mailbox", sentAt, LATER);
    }

    @Test
    void lets_only_its_probe_through() {
        Suppression bounced = of(SuppressionCause.BOUNCED, Optional.of(PROBE));
        assertThat(bounced.lets(PROBE.message())).isTrue();
        assertThat(bounced.lets(new OutboxMessageId(new UUID(1, 3)))).isFalse();
        assertThat(bounced.isProbedBy(PROBE.challenge())).isTrue();
        assertThat(bounced.isProbedBy(new OtpChallengeId(new UUID(9, 9)))).isFalse();
    }

    @Test
    void a_complaint_about_the_probe_ends_what_it_was_for() {
        Suppression complained = of(SuppressionCause.BOUNCED, Optional.of(PROBE))
                .learn(SuppressionCause.COMPLAINED, "acme", "spam", PROBE.at(), LATER)
                .orElseThrow();
        assertThat(complained.cause()).isEqualTo(SuppressionCause.COMPLAINED);
        assertThat(complained.lets(PROBE.message())).isFalse();
        assertThat(complained.isProbedBy(PROBE.challenge())).isFalse();
        assertThat(bounce(complained, LATER)).isEmpty();
    }

    @Test
    void is_renewed_once_by_a_bounce_of_its_probe() {
        Suppression bounced = of(SuppressionCause.BOUNCED, Optional.of(PROBE));
        assertThat(bounce(bounced, NOW)).isEmpty();
        Suppression renewed = bounce(bounced, PROBE.at()).orElseThrow();
        assertThat(renewed.since()).isEqualTo(LATER);
        assertThat(renewed.probe()).contains(PROBE);
        assertThat(bounce(renewed, PROBE.at())).isEmpty();
    }

    @Test
    void another_bounce_tells_nothing_new_without_a_probe() {
        assertThat(bounce(of(SuppressionCause.BOUNCED, Optional.empty()), LATER))
                .isEmpty();
    }

    @Test
    void closes_again_after_a_lift_for_later_messages_only_and_without_the_old_probe() {
        Suppression lifted = of(SuppressionCause.BOUNCED, Optional.of(PROBE)).lift(NOW.plusSeconds(120));
        assertThat(bounce(lifted, PROBE.at())).isEmpty();
        Suppression again = bounce(lifted, NOW.plusSeconds(121)).orElseThrow();
        assertThat(again.isLive()).isTrue();
        assertThat(again.probe()).isEmpty();
    }

    @Test
    void a_probe_comes_once_in_an_hour_at_most() {
        assertThatThrownBy(() -> new ProbePolicy(Duration.ofMinutes(59))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProbePolicy(Duration.ofDays(91))).isInstanceOf(IllegalArgumentException.class);
        assertThat(new ProbePolicy(Duration.ofHours(1)).interval()).isEqualTo(Duration.ofHours(1));
    }
}
