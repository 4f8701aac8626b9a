package io.latchkey.application.otp.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.user.LockoutPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plays thousands of random steps; a failure names the number that plays the same game again. */
class OtpPropertiesTest {
    private static final int GAMES = 150;
    private static final int STEPS = 80;
    private static final LockoutPolicy LANE = Fixtures.patience();
    private static final OtpPurpose PURPOSE = OtpPurpose.parse("custom:pay");

    private final long number = Long.getLong("latchkey.test.random", System.nanoTime());

    @ParameterizedTest
    @EnumSource
    void never_takes_or_sends_more_than_it_allows(ResendPolicy resend) {
        for (int game = 0; game < GAMES; game++) {
            long gameNumber = number + game;
            try {
                new Game(resend, new Random(gameNumber)).play();
            } catch (AssertionError broken) {
                throw new AssertionError("play again with -Dlatchkey.test.random=" + gameNumber, broken);
            }
        }
    }

    /** What a test believes of one challenge, from what it saw. */
    private static final class Belief {
        private final List<OtpCode> codes = new ArrayList<>();
        private final List<Instant> ends = new ArrayList<>();
        private int compared;
        private int sends = 1;
        private boolean used;
    }

    private static final class Game {
        private final Random random;
        private final OtpPolicy policy;
        private final TestApplication app;
        private final Map<OtpChallengeId, Belief> beliefs = new HashMap<>();
        private final List<OtpChallengeId> ids = new ArrayList<>();
        private int wrongInARow;
        private Instant laneOpens = Instant.EPOCH;

        Game(ResendPolicy resend, Random random) {
            this.random = random;
            policy = new OtpPolicy(
                    CodeFormat.digits(6),
                    Duration.ofSeconds(60L + random.nextInt(240)),
                    1 + random.nextInt(10),
                    1 + random.nextInt(10),
                    Duration.ofSeconds(random.nextInt(40)),
                    0,
                    Duration.ofHours(1),
                    resend);
            app = TestApplication.settings()
                    .otp(Fixtures.otpPolicies(policy))
                    .strangers(LANE)
                    .start();
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(6)) {
                    case 0 -> request();
                    case 1 -> app.clock.advance(Duration.ofSeconds(random.nextInt(60)));
                    case 2 -> resend();
                    case 3 -> guess(new OtpCode(String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000))));
                    default -> guessKnown();
                }
            }
            app.deliver();
            for (OtpChallengeId id : ids) {
                long promised = app.outbox().stream()
                        .filter(message -> message.code() != null
                                && message.code().challengeId().equals(id))
                        .count();
                assertThat(promised).isEqualTo(beliefs.get(id).sends).isLessThanOrEqualTo(policy.maxSends());
            }
        }

        private void request() {
            CodeSending outcome = app.sendCode.send(SendCodeCommand.asked(PURPOSE, EMAIL, REQUESTER));
            if (outcome instanceof CodeSending.Sent issued) {
                OtpChallenge challenge = issued.challenge().challenge();
                ids.add(challenge.id());
                beliefs.put(challenge.id(), new Belief());
                learn(challenge);
            }
        }

        private void learn(OtpChallenge challenge) {
            Belief belief = beliefs.get(challenge.id());
            OtpCode code = app.codes.derive(CodeReference.currentOf(challenge), EMAIL.kind());
            if (belief.codes.isEmpty() || challenge.generation() == belief.codes.size()) {
                belief.codes.add(code);
                belief.ends.add(challenge.expiresAt());
            }
            assertThat(belief.codes).hasSize(challenge.generation() + 1);
            assertThat(belief.codes.get(challenge.generation())).isEqualTo(code);
        }

        private OtpChallengeId anyId() {
            return ids.get(ids.size() - 1 - Math.min(ids.size() - 1, random.nextInt(3)));
        }

        private void resend() {
            if (ids.isEmpty()) {
                return;
            }
            OtpChallengeId id = anyId();
            int before = app.challenge(id).attemptsLeft();
            CodeResending outcome = app.resendCode.resend(new ResendCodeCommand(id, REQUESTER));
            if (outcome instanceof CodeResending.Sent sent) {
                beliefs.get(id).sends++;
                learn(sent.challenge().challenge());
            }
            assertThat(app.challenge(id).attemptsLeft()).isEqualTo(before);
        }

        private void guessKnown() {
            if (ids.isEmpty()) {
                return;
            }
            List<OtpCode> codes = beliefs.get(anyId()).codes;
            guess(codes.get(random.nextInt(codes.size())));
        }

        private void guess(OtpCode code) {
            if (ids.isEmpty()) {
                return;
            }
            OtpChallengeId id = anyId();
            Belief belief = beliefs.get(id);
            boolean isGood = isGood(belief, code);
            CodeCheck outcome = app.checkCode.check(CheckCodeCommand.proving(id, code, ORIGIN));
            boolean isVerified = outcome instanceof CodeCheck.Right;
            if (isVerified || isComparedAndWrong(outcome)) {
                belief.compared++;
                countInLane(isVerified);
            }
            assertThat(isVerified).isEqualTo(isGood);
            assertThat(belief.compared).isLessThanOrEqualTo(policy.maxAttempts());
            belief.used |= isVerified;
        }

        private boolean isComparedAndWrong(CodeCheck outcome) {
            return outcome instanceof CodeCheck.Wrong refused && refused.reason() == RefusalReason.WRONG_CODE;
        }

        /** All challenges of a game are one lane, as no guess of it comes from a known device. */
        private void countInLane(boolean isRight) {
            wrongInARow = isRight ? 0 : wrongInARow + 1;
            if (wrongInARow > LANE.freeFailures()) {
                laneOpens = app.clock.instant().plus(LANE.firstWait());
            }
        }

        /** Whether the rules, told apart from the code under test, say that this guess is right. */
        private boolean isGood(Belief belief, OtpCode code) {
            if (belief.used
                    || belief.compared >= policy.maxAttempts()
                    || app.clock.instant().isBefore(laneOpens)) {
                return false;
            }
            int newest = belief.codes.size() - 1;
            int oldestGood = policy.resend() == ResendPolicy.OVERLAP ? Math.max(0, newest - 1) : newest;
            for (int i = oldestGood; i <= newest; i++) {
                if (belief.codes.get(i).equals(code) && app.clock.instant().isBefore(belief.ends.get(i))) {
                    return true;
                }
            }
            return false;
        }
    }
}
