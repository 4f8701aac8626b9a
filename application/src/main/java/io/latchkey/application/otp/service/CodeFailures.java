package io.latchkey.application.otp.service;

import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.Finding.Verdict;
import io.latchkey.application.shared.port.Decisions;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.service.GuessFindings;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.user.GuessPolicy;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Counts wrong codes over all challenges of a lane, and decides when none are compared. A new challenge gives no new guesses. Challenges
 * that act on no account are counted like others, so that a stop tells nothing of accounts.
 */
public final class CodeFailures {
    private static final String OF_STRANGERS = "wrong-codes-of-strangers";
    private static final String OF_CODE = "guesses-of-code";
    private static final String OF_DEVICE = "wrong-codes-of-known-device";

    private final SignInFailureRepository failures;
    private final GuessPolicy policy;
    private final OwnerNotices notices;
    private final Decisions decisions;
    private final Clock clock;

    public CodeFailures(
            SignInFailureRepository failures,
            GuessPolicy policy,
            OwnerNotices notices,
            Decisions decisions,
            Clock clock) {
        this.failures = failures;
        this.policy = policy;
        this.notices = notices;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** The counter that a guess at this challenge counts in. A device that used its own lane up counts as a stranger. */
    Counter of(OtpChallengeRepository.Locked found) {
        Lane lane = found.challenge().lane();
        return found.failures().isStopped() && !lane.isOfStrangers()
                ? new Counter(lane.besideStrangers(), failures.findForUpdate(lane.besideStrangers()), found)
                : new Counter(lane, found.failures(), found);
    }

    /**
     * A guess that counts as wrong until its verdict is known.
     *
     * @param before the counter without it
     * @param after the counter with it
     */
    record Charge(Lane lane, SignInFailures before, SignInFailures after) {}

    /** Takes a charged guess out of the counter, and ends the wait that it began. A wait that others began goes on. */
    void giveBack(Charge charge) {
        SignInFailures present = failures.findForUpdate(charge.lane());
        int lowered = Math.max(0, present.failures() - 1);
        boolean beganTheWait = lowered <= charge.before().failures();
        failures.save(
                charge.lane(),
                new SignInFailures(lowered, beganTheWait ? charge.before().lockedUntil() : present.lockedUntil()),
                clock.instant());
    }

    /** Tells the owner when a charged guess was wrong and keeps strangers from further ones. */
    void tellIfShut(Charge charge, OtpChallengeRepository.Locked found) {
        if (charge.lane().isOfStrangers() && charge.after().isShut(clock.instant())) {
            notices.tellLock(charge.lane().subject().toString(), found.user());
        }
    }

    /** One counter, as the unit of work of a guess sees it. */
    final class Counter {
        private final Lane lane;
        private final SignInFailures present;
        private final SignInFailures strangers;
        private final Optional<User> owner;

        private Counter(Lane lane, SignInFailures present, OtpChallengeRepository.Locked found) {
            this.lane = lane;
            this.present = present;
            this.strangers = found.strangers();
            this.owner = found.user();
        }

        /** Whether no code is compared now. */
        boolean isShut() {
            Instant now = clock.instant();
            decisions.saw(GuessFindings.of(rule(), present, now));
            return present.isShut(now);
        }

        private String rule() {
            return lane.isOfStrangers() ? OF_STRANGERS : OF_DEVICE;
        }

        /** Tells how many guesses a code has left that was guessed wrong. */
        void tell(int guessesLeft) {
            decisions.saw(Finding.of(OF_CODE, guessesLeft == 0 ? Verdict.LOCKED : Verdict.PASSED)
                    .noting(guessesLeft + (guessesLeft == 1 ? " guess left" : " guesses left")));
        }

        /**
         * Counts a wrong code. Tells the owner when it keeps strangers from further ones.
         *
         * @return whether it was allowed; a simultaneous guess at another challenge may have taken its place
         */
        boolean count() {
            Instant now = clock.instant();
            SignInFailures before = failures.findForUpdate(lane);
            if (before.isShut(now)) {
                decisions.saw(GuessFindings.of(rule(), before, Verdict.REFUSED));
                return false;
            }
            SignInFailures next = policy.count(lane, before, now);
            failures.save(lane, next, now);
            if (next.isShut(now)) {
                decisions.saw(GuessFindings.of(rule(), next, Verdict.LOCKED));
            }
            if (lane.isOfStrangers() && next.isShut(now)) {
                notices.tellLock(lane.subject().toString(), owner);
            }
            return true;
        }

        /** Counts a guess before its verdict is known; empty when a simultaneous guess at another challenge took its place. */
        Optional<Charge> charge() {
            Instant now = clock.instant();
            SignInFailures before = failures.findForUpdate(lane);
            if (before.isShut(now)) {
                return Optional.empty();
            }
            SignInFailures after = policy.count(lane, before, now);
            failures.save(lane, after, now);
            return Optional.of(new Charge(lane, before, after));
        }

        /** Begins anew after a right code. On a known device, the failures of strangers were not in a row with those after it. */
        void reset() {
            if (present.failures() > 0) {
                failures.reset(lane, clock.instant());
            }
            if (!lane.isOfStrangers() && strangers.failures() > policy.failuresAfterSuccess()) {
                failures.lower(List.of(lane.subject()), policy.failuresAfterSuccess());
            }
        }
    }
}
