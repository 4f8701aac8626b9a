package io.latchkey.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.testkit.DomainFixtures;
import io.latchkey.domain.user.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OtpChallengeTest {
    private static final Instant NOW = DomainFixtures.NOW;
    private static final Duration LIFETIME =
            DomainFixtures.otpPolicy(ResendPolicy.REUSE).lifetime();
    private static final Duration COOL_DOWN =
            DomainFixtures.otpPolicy(ResendPolicy.REUSE).coolDown();
    private static final Instant END = NOW.plus(LIFETIME);

    private static OtpChallenge challenge() {
        return OtpChallenge.issue(
                new OtpChallengeId(new UUID(1, 2)),
                new OtpChallenge.Terms(
                        OtpPurpose.SIGN_IN,
                        DomainFixtures.EMAIL,
                        null,
                        false,
                        false,
                        "key-1",
                        NOW,
                        Lane.ofStrangers(new UUID(0, 1))),
                DomainFixtures.otpPolicy(ResendPolicy.REUSE));
    }

    private static OtpChallenge guess(OtpChallenge challenge, Instant now) {
        return challenge.admit(now).fold(Admission.Admitted::next, denied -> fail("denied: " + denied));
    }

    private static OtpChallenge resend(OtpChallenge challenge, ResendPolicy policy, Instant now) {
        return ((Resend.Granted) challenge.resend(DomainFixtures.otpPolicy(policy), now)).next();
    }

    private static boolean acceptsPrevious(OtpChallenge challenge, Instant now) {
        return challenge.admit(now).fold(Admission.Admitted::acceptsPrevious, denied -> fail("denied: " + denied));
    }

    @Test
    void begins_with_all_guesses_and_one_message_spent() {
        OtpChallenge challenge = challenge();
        assertThat(challenge.attemptsLeft()).isEqualTo(3);
        assertThat(challenge.sendsLeft()).isEqualTo(2);
        assertThat(challenge.expiresAt()).isEqualTo(END);
        assertThat(challenge.nextSendAt()).isEqualTo(NOW.plus(COOL_DOWN));
        assertThat(challenge.generation()).isZero();
    }

    @Test
    void counts_a_guess_before_it_may_be_compared() {
        OtpChallenge once = guess(challenge(), NOW);
        assertThat(once.attemptsLeft()).isEqualTo(2);
        assertThat(guess(guess(once, NOW), NOW).attemptsLeft()).isZero();
    }

    @Test
    void admits_no_guess_after_the_last_one() {
        OtpChallenge spent = guess(guess(guess(challenge(), NOW), NOW), NOW);
        assertThat(spent.admit(NOW)).isEqualTo(new Admission.Denied(RefusalReason.LOCKED, 0));
    }

    @Test
    void admits_no_guess_once_it_was_used() {
        OtpChallenge used = guess(challenge(), NOW).use(NOW);
        assertThat(used.usedAt()).isEqualTo(NOW);
        assertThat(used.admit(NOW)).isEqualTo(new Admission.Denied(RefusalReason.ALREADY_USED, 0));
    }

    @Test
    void expires_at_the_very_instant() {
        assertThat(challenge().admit(END.minusNanos(1))).isInstanceOf(Admission.Admitted.class);
        assertThat(challenge().admit(END)).isEqualTo(new Admission.Denied(RefusalReason.EXPIRED, 3));
    }

    @ParameterizedTest
    @EnumSource
    void gives_back_no_guess_by_a_resend(ResendPolicy policy) {
        OtpChallenge once = guess(challenge(), NOW);
        assertThat(resend(once, policy, NOW.plus(COOL_DOWN)).attemptsLeft()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void grants_a_message_at_the_very_end_of_the_cool_down(ResendPolicy policy) {
        Instant end = NOW.plus(COOL_DOWN);
        assertThat(challenge().resend(DomainFixtures.otpPolicy(policy), end.minusMillis(1)))
                .isEqualTo(new Resend.TooEarly(Duration.ofMillis(1)));
        OtpChallenge resent = resend(challenge(), policy, end);
        assertThat(resent.sendsLeft()).isEqualTo(1);
        assertThat(resent.nextSendAt()).isEqualTo(end.plus(COOL_DOWN));
    }

    @ParameterizedTest
    @EnumSource
    void grants_no_message_beyond_the_last(ResendPolicy policy) {
        OtpChallenge second = resend(challenge(), policy, NOW.plus(COOL_DOWN));
        OtpChallenge third = resend(second, policy, NOW.plus(COOL_DOWN.multipliedBy(2)));
        Instant later = NOW.plus(COOL_DOWN.multipliedBy(3));
        assertThat(third.sendsLeft()).isZero();
        assertThat(third.resend(DomainFixtures.otpPolicy(policy), later)).isEqualTo(new Resend.UsedUp());
    }

    @Test
    void grants_no_message_for_a_challenge_that_is_over() {
        OtpPolicy policy = DomainFixtures.otpPolicy(ResendPolicy.ROTATE);
        OtpChallenge spent = guess(guess(guess(challenge(), NOW), NOW), NOW);
        assertThat(challenge().resend(policy, END)).isEqualTo(new Resend.Denied(RefusalReason.EXPIRED));
        assertThat(spent.resend(policy, NOW)).isEqualTo(new Resend.Denied(RefusalReason.LOCKED));
        assertThat(challenge().use(NOW).resend(policy, NOW)).isEqualTo(new Resend.Denied(RefusalReason.ALREADY_USED));
    }

    @Test
    void sends_the_same_code_with_the_same_deadline_under_reuse() {
        OtpChallenge resent = resend(challenge(), ResendPolicy.REUSE, NOW.plus(COOL_DOWN));
        assertThat(resent.generation()).isZero();
        assertThat(resent.expiresAt()).isEqualTo(END);
        assertThat(acceptsPrevious(resent, NOW.plus(COOL_DOWN))).isFalse();
    }

    @Test
    void voids_the_old_code_under_rotate() {
        Instant later = NOW.plus(COOL_DOWN);
        OtpChallenge resent = resend(challenge(), ResendPolicy.ROTATE, later);
        assertThat(resent.generation()).isEqualTo(1);
        assertThat(resent.expiresAt()).isEqualTo(later.plus(LIFETIME));
        assertThat(acceptsPrevious(resent, later)).isFalse();
    }

    @Test
    void keeps_the_old_code_until_its_own_deadline_under_overlap() {
        Instant later = NOW.plus(COOL_DOWN);
        OtpChallenge resent = resend(challenge(), ResendPolicy.OVERLAP, later);
        assertThat(resent.generation()).isEqualTo(1);
        assertThat(resent.expiresAt()).isEqualTo(later.plus(LIFETIME));
        assertThat(acceptsPrevious(resent, END.minusNanos(1))).isTrue();
        assertThat(acceptsPrevious(resent, END)).isFalse();
        assertThat(resent.admit(END)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void keeps_accepting_the_old_code_after_a_wrong_guess_under_overlap() {
        Instant later = NOW.plus(COOL_DOWN);
        OtpChallenge guessed = guess(resend(challenge(), ResendPolicy.OVERLAP, later), later);
        assertThat(acceptsPrevious(guessed, later)).isTrue();
    }

    @Test
    void awaits_its_code_until_it_expires() {
        assertThat(challenge().awaits(0, NOW)).isTrue();
        assertThat(challenge().awaits(0, END.minusNanos(1))).isTrue();
        assertThat(challenge().awaits(0, END)).isFalse();
        assertThat(challenge().awaits(1, NOW)).isFalse();
        assertThat(challenge().awaits(-1, NOW)).isFalse();
    }

    @Test
    void awaits_the_same_code_when_it_is_sent_again_under_reuse() {
        Instant later = NOW.plus(COOL_DOWN);
        assertThat(resend(challenge(), ResendPolicy.REUSE, later).awaits(0, later))
                .isTrue();
    }

    @Test
    void awaits_the_new_code_alone_under_rotate() {
        Instant later = NOW.plus(COOL_DOWN);
        OtpChallenge resent = resend(challenge(), ResendPolicy.ROTATE, later);
        assertThat(resent.awaits(0, later)).isFalse();
        assertThat(resent.awaits(1, later)).isTrue();
        assertThat(resent.awaits(1, later.plus(LIFETIME))).isFalse();
    }

    @Test
    void awaits_the_old_code_too_under_overlap_until_its_own_end() {
        Instant later = NOW.plus(COOL_DOWN);
        OtpChallenge resent = resend(challenge(), ResendPolicy.OVERLAP, later);
        assertThat(resent.awaits(0, END.minusNanos(1))).isTrue();
        assertThat(resent.awaits(0, END)).isFalse();
        assertThat(resent.awaits(1, END)).isTrue();
        OtpChallenge twice = resend(resent, ResendPolicy.OVERLAP, later.plus(COOL_DOWN));
        assertThat(twice.awaits(0, later.plus(COOL_DOWN))).isFalse();
        assertThat(twice.awaits(1, later.plus(COOL_DOWN))).isTrue();
    }

    @Test
    void awaits_no_code_when_it_is_used_locked_or_revoked() {
        Instant later = NOW.plus(COOL_DOWN);
        OtpChallenge resent = resend(challenge(), ResendPolicy.OVERLAP, later);
        OtpChallenge locked = guess(guess(guess(resent, later), later), later);
        for (int generation = 0; generation <= 1; generation++) {
            assertThat(resent.use(later).awaits(generation, later)).isFalse();
            assertThat(locked.awaits(generation, later)).isFalse();
            assertThat(resent.revoke(later).awaits(generation, later)).isFalse();
        }
    }

    @Test
    void tells_ids_by_their_usual_shape_only() {
        OtpChallengeId id = challenge().id();
        assertThat(OtpChallengeId.parse(id.toString())).isEqualTo(id);
        for (String raw : new String[] {
            "", "1-2-3-4-5", id + "0", " " + id, "g" + id.toString().substring(1)
        }) {
            assertThatThrownBy(() -> OtpChallengeId.parse(raw)).isInstanceOf(InvalidValueException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT30S", "-PT10S, PT30S", "PT5M, PT5M", "-P3D, PT30S"})
    void waits_no_longer_for_a_message_than_its_policy_says(Duration nodeIsLate, Duration longest) {
        Instant now = NOW.plus(nodeIsLate);
        OtpChallenge capped = challenge().capWait(DomainFixtures.otpPolicy(ResendPolicy.REUSE), now);
        assertThat(capped.nextSendAt()).isBeforeOrEqualTo(now.plus(longest));
        assertThat(capped.nextSendAt()).isBeforeOrEqualTo(challenge().nextSendAt());
        assertThat(capped.capWait(DomainFixtures.otpPolicy(ResendPolicy.REUSE), now))
                .isSameAs(capped);
    }
}
