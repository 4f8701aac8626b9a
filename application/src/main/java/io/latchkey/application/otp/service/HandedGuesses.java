package io.latchkey.application.otp.service;

import io.latchkey.application.otp.port.CodeOwnerBusyException;
import io.latchkey.application.otp.port.CodeOwners;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.otp.port.OwnerAnswer;
import io.latchkey.application.otp.service.CodeVerifier.Check;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.otp.HandedCode;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.RefusalReason;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Guesses at codes that providers own. A guess is counted first, the provider is asked outside any unit of work, and its verdict is recorded;
 * then the deed runs again and finds the verdict.
 */
public final class HandedGuesses {
    private static final System.Logger LOG = System.getLogger(HandedGuesses.class.getName());

    /** A deed may be about a challenge by e-mail and one by phone. From this run on, nobody is asked. */
    private static final int MOST_RUNS = 4;

    /** The wait while the provider is still asked to start. */
    private static final Duration STARTING = Duration.ofSeconds(1);

    /** What a deed finds that nobody decided. Its answer is not shown. */
    private static final Check.Wrong UNDECIDED = new Check.Wrong(RefusalReason.EXPIRED, 0, Optional.empty());

    /** What is known of the guess of the deed that runs on this thread. */
    private static final ThreadLocal<Said> SAID = new ThreadLocal<>();

    private final OtpChallengeRepository challenges;
    private final CodeOwners owners;
    private final CodeFailures failures;
    private final Digester digester;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public HandedGuesses(
            OtpChallengeRepository challenges,
            CodeOwners owners,
            CodeFailures failures,
            Digester digester,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.challenges = challenges;
        this.owners = owners;
        this.failures = failures;
        this.digester = digester;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * Runs a deed that checks a guess. Where a provider owns the code, its unit of work is undone, the provider is asked, and the deed runs
     * again. Without a verdict it runs again too, and finds the guess refused, so that what it counts at other codes is saved.
     *
     * @param deed opens its own units of work; called in none
     * @throws CodeOwnerBusyException when the provider gave no verdict, and the deed took no other code for right; what it did is saved
     */
    public <R> R deciding(OtpCode guess, Supplier<R> deed) {
        Said said = new Said();
        try {
            for (int run = 1; run <= 2 * MOST_RUNS; run++) {
                try {
                    said.isRight = false;
                    return said.answer(deed.get());
                } catch (UndecidedGuessException undecided) {
                    SAID.set(said);
                    decide(undecided.challenge(), guess, said, run < MOST_RUNS);
                }
            }
            throw new CodeOwnerBusyException(STARTING);
        } finally {
            SAID.remove();
        }
    }

    /** @param isAsked whether the provider is asked; one whose codes are replaced again and again is not */
    private void decide(OtpChallengeId id, OtpCode guess, Said said, boolean isAsked) {
        try {
            if (!isAsked) {
                throw new CodeOwnerBusyException(STARTING);
            }
            ask(id, guess).ifPresent(decision -> said.verdicts.put(id, decision.refusal()));
        } catch (CodeOwnerBusyException busy) {
            said.verdicts.put(id, Optional.of(UNDECIDED));
            said.busy = busy;
        }
    }

    /** What is known of the guess under way. */
    private static final class Said {
        /** The refusals by providers, and nothing of a right guess. */
        private final Map<OtpChallengeId, Optional<Check.Wrong>> verdicts = new HashMap<>();

        private @Nullable CodeOwnerBusyException busy;
        /** Whether the last run of the deed took the guess for right. */
        private boolean isRight;

        /** The answer of a deed, unless it may be wrong because a provider gave no verdict. */
        <R> R answer(R answer) {
            if (busy != null && !isRight) {
                throw busy;
            }
            return answer;
        }
    }

    /** Learns that the deed under way takes its guess for right. */
    void learnRight() {
        Optional.ofNullable(SAID.get()).ifPresent(said -> said.isRight = true);
    }

    /** The refusal of the guess under way, where the provider was asked about it. */
    Optional<Check.Wrong> refusalOf(OtpChallenge challenge) {
        return Optional.ofNullable(SAID.get())
                .flatMap(said -> said.verdicts.getOrDefault(challenge.id(), Optional.empty()));
    }

    /** Whether the provider called the guess under way right, so that it was counted already. */
    boolean isProven(OtpChallenge challenge) {
        Said said = SAID.get();
        return said != null
                && said.verdicts.containsKey(challenge.id())
                && refusalOf(challenge).isEmpty();
    }

    /**
     * Whether a guess is the one that the provider called right.
     *
     * @throws UndecidedGuessException when the provider was not asked
     */
    boolean matches(OtpChallenge challenge, OtpCode guess) {
        UUID proof = challenges
                .findHanded(challenge.id())
                .map(HandedCode::proof)
                .orElseThrow(() -> new UndecidedGuessException(challenge.id()));
        return proof.equals(digest(challenge.id(), guess));
    }

    private UUID digest(OtpChallengeId challenge, OtpCode guess) {
        return digester.keyed("handed code\n" + challenge + '\n' + guess.value());
    }

    /** A guess that was counted, and what it is about. */
    private record Question(OtpChallenge challenge, HandedCode code, CodeFailures.Charge charge) {}

    /** @param refusal empty when the guess was right, or nothing is decided */
    private record Decision(boolean isMade, Optional<Check.Wrong> refusal) {
        static final Decision NONE = new Decision(false, Optional.empty());
        static final Decision PROVEN = new Decision(true, Optional.empty());

        static Decision refused(Check.Wrong wrong) {
            return new Decision(true, Optional.of(wrong));
        }
    }

    /** Counts a guess and asks the provider; empty when the deed itself says why not. */
    private Optional<Decision> ask(OtpChallengeId id, OtpCode guess) {
        Optional<Question> counted = unitOfWork.execute(() -> count(id));
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        Question question = counted.get();
        OwnerAnswer answer =
                question.challenge().decoy() ? owners.pretend(question.code().provider()) : check(question, guess);
        Decision decision = unitOfWork.execute(() -> record(question, answer.verdict(), guess));
        if (!decision.isMade()) {
            throw new CodeOwnerBusyException(answer.retryAfter());
        }
        return Optional.of(decision);
    }

    /** The guess was counted and saved. So a call that could not be made has no verdict, and the guess is given back. */
    private OwnerAnswer check(Question question, OtpCode guess) {
        try {
            return owners.check(question.code(), question.challenge(), guess);
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "A provider could not be asked about a code", failure);
            return OwnerAnswer.of(OwnerAnswer.Verdict.NONE);
        }
    }

    /** Counts a guess before anybody is asked. Empty when nobody is to be asked. */
    private Optional<Question> count(OtpChallengeId id) {
        Optional<OtpChallengeRepository.Locked> locked =
                challenges.findForUpdate(id).filter(found -> found.challenge().handedTo() != null);
        Optional<HandedCode> unproven =
                locked.flatMap(found -> challenges.findHanded(id)).filter(code -> code.proof() == null);
        if (locked.isEmpty() || unproven.isEmpty()) {
            return Optional.empty();
        }
        CodeFailures.Counter counter = failures.of(locked.get());
        if (counter.isShut()) {
            return Optional.empty();
        }
        if (unproven.get().reference() == null) {
            throw new CodeOwnerBusyException(STARTING);
        }
        return locked.get()
                .challenge()
                .admit(clock.instant())
                .fold(
                        admitted -> {
                            Optional<CodeFailures.Charge> charge = counter.charge();
                            // The deed finds the lane shut and says so.
                            charge.ifPresent(charged -> challenges.update(admitted.next()));
                            return charge.map(charged -> new Question(admitted.next(), unproven.get(), charged));
                        },
                        denied -> Optional.empty());
    }

    /** Records a verdict: whether there is one, and the refusal that follows from it. */
    private Decision record(Question question, OwnerAnswer.Verdict verdict, OtpCode guess) {
        OtpChallengeId id = question.challenge().id();
        Optional<OtpChallengeRepository.Locked> found = challenges.findForUpdate(id);
        Optional<HandedCode> code = challenges.findHanded(id).filter(question.code()::isSameAs);
        if (found.isEmpty() || code.isEmpty()) {
            // Another code took its place while the provider was asked. Where it is ours, the deed counts the guess at
            // it.
            found.map(OtpChallengeRepository.Locked::challenge)
                    .filter(now -> now.generation() == question.challenge().generation())
                    .ifPresentOrElse(now -> giveBack(now, question), () -> failures.giveBack(question.charge()));
            return Decision.refused(
                    new Check.Wrong(RefusalReason.EXPIRED, 0, found.map(OtpChallengeRepository.Locked::challenge)));
        }
        OtpChallenge now = found.get().challenge();
        UUID proof = code.get().proof();
        if (proof != null && proof.equals(digest(id, guess))) {
            // Somebody else showed the same code meanwhile, and the provider may not know it any more.
            giveBack(now, question);
            return Decision.PROVEN;
        }
        return switch (verdict) {
            case RIGHT -> {
                challenges.saveHanded(code.get().proven(digest(id, guess)));
                giveBack(now, question);
                yield Decision.PROVEN;
            }
            case NONE -> {
                if (code.get().givesBack()) {
                    giveBack(now, question);
                }
                challenges.saveHanded(code.get().afterNoVerdict());
                yield Decision.NONE;
            }
            case WRONG -> {
                failures.tellIfShut(question.charge(), found.get());
                yield refusal(RefusalReason.WRONG_CODE, now);
            }
            case USED_UP -> {
                failures.tellIfShut(question.charge(), found.get());
                challenges.update(now.useGuessesUp());
                // Nothing is left after this guess, as after the last wrong one of ours.
                yield refusal(RefusalReason.WRONG_CODE, now.useGuessesUp());
            }
            case OVER -> {
                // Nothing was compared. The challenge keeps the count, so that the provider is not asked for ever.
                failures.giveBack(question.charge());
                yield refusal(RefusalReason.EXPIRED, now);
            }
        };
    }

    private void giveBack(OtpChallenge challenge, Question question) {
        if (challenge.usedAt() == null) {
            challenges.update(challenge.giveGuessBack());
        }
        failures.giveBack(question.charge());
    }

    private static Decision refusal(RefusalReason reason, OtpChallenge challenge) {
        return Decision.refused(new Check.Wrong(reason, challenge.attemptsLeft(), Optional.of(challenge)));
    }

    /**
     * The code whose address {@link #silentUrl} makes, for a requester who may learn that the code exists. Read in a unit of work.
     */
    Optional<HandedCode> silent(OtpChallenge challenge) {
        return challenge.handedTo() == null || challenge.decoy()
                ? Optional.empty()
                : challenges.findHanded(challenge.id()).filter(HandedCode::isOpen);
    }

    /** The address that the reader's device opens over mobile data; empty for codes that are typed, and when it cannot be made now. */
    Optional<String> silentUrl(HandedCode code, OtpChallenge challenge) {
        try {
            return owners.silentUrl(code, challenge);
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "The address of a silent authentication could not be made", failure);
            return Optional.empty();
        }
    }
}
