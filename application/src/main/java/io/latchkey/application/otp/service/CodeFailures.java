package io.latchkey.application.otp.service;

import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.domain.user.GuessPolicy;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.SignInFailures;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Counts wrong codes over all challenges of a lane, and decides when none are compared. A new challenge gives no new guesses. Challenges
 * that act on no account are counted like others, so that a stop tells nothing of accounts.
 */
public final class CodeFailures {
    private final SignInFailureRepository failures;
    private final GuessPolicy policy;
    private final Clock clock;

    public CodeFailures(SignInFailureRepository failures, GuessPolicy policy, Clock clock) {
        this.failures = failures;
        this.policy = policy;
        this.clock = clock;
    }

    /** The counter that a guess at this challenge counts in. A device that used its own lane up counts as a stranger. */
    Counter of(OtpChallengeRepository.Locked found) {
        Lane lane = found.challenge().lane();
        return found.failures().isStopped() && !lane.isOfStrangers()
                ? new Counter(lane.besideStrangers(), failures.findForUpdate(lane.besideStrangers()))
                : new Counter(lane, found.failures());
    }

    /** One counter, as the unit of work of a guess sees it. */
    final class Counter {
        private final Lane lane;
        private final SignInFailures present;

        private Counter(Lane lane, SignInFailures present) {
            this.lane = lane;
            this.present = present;
        }

        /** Whether no code is compared now. */
        boolean isShut() {
            return present.isShut(clock.instant());
        }

        /**
         * Counts a wrong code.
         *
         * @return whether it was allowed; a simultaneous guess at another challenge may have taken its place
         */
        boolean count() {
            Instant now = clock.instant();
            SignInFailures before = failures.findForUpdate(lane);
            if (before.isShut(now)) {
                return false;
            }
            failures.save(lane, policy.count(lane, before, now), now);
            return true;
        }

        /** Begins anew after a right code. On a known device, the failures of strangers were not in a row with those after it. */
        void reset() {
            if (present.failures() > 0) {
                failures.reset(lane, clock.instant());
            }
            if (!lane.isOfStrangers()) {
                failures.lower(List.of(lane.subject()), policy.failuresAfterSuccess());
            }
        }
    }
}
