package io.latchkey.application.otp.service;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.domain.otp.Admission;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Takes one guess at a code: counts it on the challenge first, compares second, counts a wrong one in the challenge's lane too. Runs in the
 * unit of work of whoever acts on the result, so that the code is used exactly when the act commits.
 */
public final class CodeVerifier {
    private static final Check UNKNOWN = new Check.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0, Optional.empty());

    private final OtpChallengeRepository challenges;
    private final ChallengeHandles handles;
    private final CodeFailures failures;
    private final OtpCodes codes;
    private final FixedCodes fixedCodes;
    private final HandedGuesses handed;
    private final AuditTrail audit;
    private final Clock clock;

    public CodeVerifier(
            OtpChallengeRepository challenges,
            ChallengeHandles handles,
            CodeFailures failures,
            CodeSources sources,
            AuditTrail audit,
            Clock clock) {
        this.challenges = challenges;
        this.handles = handles;
        this.failures = failures;
        this.codes = sources.derived();
        this.fixedCodes = sources.fixed();
        this.handed = sources.handed();
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Runs a deed that checks a typed code. Every such deed runs so, because a provider may own the code and is asked outside a unit of work.
     *
     * @param deed opens its own units of work; called in none
     * @throws io.latchkey.application.otp.port.CodeOwnerBusyException when the provider gave no verdict
     */
    public <R> R deciding(OtpCode guess, Supplier<R> deed) {
        return handed.deciding(guess, deed);
    }

    /** Outcome of a guess, before anything was done with it. */
    public sealed interface Check {
        /** Answers each case by its own function. */
        <R> R fold(Function<? super Right, ? extends R> onRight, Function<? super Wrong, ? extends R> onWrong);

        /**
         * @param challenge used up, unless it was only looked at
         * @param user the account the challenge acts on, as locked; empty when it acts on none
         */
        record Right(OtpChallenge challenge, Optional<User> user) implements Check {
            @Override
            public <R> R fold(
                    Function<? super Right, ? extends R> onRight, Function<? super Wrong, ? extends R> onWrong) {
                return onRight.apply(this);
            }
        }

        /**
         * @param attemptsLeft guesses left; 0 with {@code WRONG_CODE} for the guess that was the last
         * @param challenge what was guessed at; empty when there is none
         */
        record Wrong(RefusalReason reason, int attemptsLeft, Optional<OtpChallenge> challenge) implements Check {
            /** Whether it was compared, and was the last that the challenge takes. */
            public boolean isLast() {
                return reason == RefusalReason.WRONG_CODE && attemptsLeft == 0;
            }

            @Override
            public <R> R fold(
                    Function<? super Right, ? extends R> onRight, Function<? super Wrong, ? extends R> onWrong) {
                return onWrong.apply(this);
            }
        }
    }

    /**
     * Takes a typed code.
     *
     * @param wanted purposes the caller can do something with; a challenge of another one is left alone
     */
    public Check check(OtpChallengeId id, OtpCode guess, ClientOrigin origin, Predicate<OtpPurpose> wanted) {
        return check(id, wanted, true, new Typed(guess, origin));
    }

    /** Takes a typed code for the challenge a caller means. */
    public Check check(ChallengeRef ref, OtpCode guess, ClientOrigin origin, Predicate<OtpPurpose> wanted) {
        return handles.find(ref, guess, origin)
                .map(id -> check(id, guess, origin, wanted))
                .orElseGet(() -> unknown(origin));
    }

    /** Takes a typed code, but leaves a right one as good as it was; a wrong one counts. */
    public Check checkAndKeep(ChallengeRef ref, OtpCode guess, ClientOrigin origin, Predicate<OtpPurpose> wanted) {
        return handles.find(ref, guess, origin)
                .map(id -> check(id, wanted, false, new Typed(guess, origin)))
                .orElseGet(() -> unknown(origin));
    }

    /** Takes the token of a mailed link; nobody guesses 256 bits, so it is good where no typed code is compared. */
    public Check checkLink(String linkToken, ClientOrigin origin, Predicate<OtpPurpose> wanted) {
        return codes.challengeOf(linkToken)
                .map(id -> check(id, wanted, true, new Linked(linkToken, origin)))
                .orElseGet(() -> unknown(origin));
    }

    private Check unknown(ClientOrigin origin) {
        recordRefusal(RefusalReason.UNKNOWN_CHALLENGE, origin);
        return UNKNOWN;
    }

    /** Records a code, link or key that is refused before any challenge is held. */
    public void recordRefusal(RefusalReason reason, ClientOrigin origin) {
        audit.record(AuditTrail.Event.CODE_REFUSED, origin, Map.of("reason", reason.name()));
    }

    /** What somebody shows to have read a message. */
    private interface Claim {
        /** Where it comes from. */
        ClientOrigin origin();

        /** Whether it is short enough to be guessed. */
        boolean isGuessable();

        /** Whether there still is anything to compare it with. */
        boolean isHonoured(OtpChallenge challenge);

        boolean matches(Admission.Admitted admitted);

        /** Set when a provider was asked already, and the guess was counted then. */
        default Optional<Check.Wrong> refusal(OtpChallenge challenge) {
            return Optional.empty();
        }

        /** Whether a provider called it right just now. */
        default boolean isProven(OtpChallenge challenge) {
            return false;
        }
    }

    private final class Typed implements Claim {
        private final OtpCode guess;
        private final ClientOrigin origin;

        Typed(OtpCode guess, ClientOrigin origin) {
            this.guess = guess;
            this.origin = origin;
        }

        @Override
        public ClientOrigin origin() {
            return origin;
        }

        @Override
        public boolean isGuessable() {
            return true;
        }

        @Override
        public boolean isHonoured(OtpChallenge challenge) {
            return challenge.hasFixedCode()
                    ? fixedCodes.isFor(challenge.contact(), origin)
                    : challenge.handedTo() != null || codes.isHonoured(challenge.secretId());
        }

        @Override
        public Optional<Check.Wrong> refusal(OtpChallenge challenge) {
            return challenge.handedTo() == null ? Optional.empty() : handed.refusalOf(challenge);
        }

        @Override
        public boolean isProven(OtpChallenge challenge) {
            return challenge.handedTo() != null && handed.isProven(challenge);
        }

        @Override
        public boolean matches(Admission.Admitted admitted) {
            OtpChallenge challenge = admitted.next();
            if (challenge.hasFixedCode()) {
                return fixedCodes
                        .find(challenge.contact(), origin)
                        .filter(code -> code.matches(guess))
                        .isPresent();
            }
            if (challenge.handedTo() != null) {
                return handed.matches(challenge, guess);
            }
            CodeReference current = CodeReference.currentOf(challenge);
            ContactKind kind = challenge.contact().kind();
            boolean isCurrent = codes.derive(current, kind).matches(guess);
            boolean isPrevious = admitted.acceptsPrevious()
                    && codes.derive(current.previous(), kind).matches(guess);
            return isCurrent || isPrevious;
        }
    }

    private final class Linked implements Claim {
        private final String token;
        private final ClientOrigin origin;

        Linked(String token, ClientOrigin origin) {
            this.token = token;
            this.origin = origin;
        }

        @Override
        public ClientOrigin origin() {
            return origin;
        }

        @Override
        public boolean isGuessable() {
            return false;
        }

        /** No link of a test challenge ever went out. */
        @Override
        public boolean isHonoured(OtpChallenge challenge) {
            return codes.isHonoured(challenge.secretId());
        }

        @Override
        public boolean matches(Admission.Admitted admitted) {
            return codes.linkTokenMatches(CodeReference.currentOf(admitted.next()), token);
        }
    }

    private Check check(OtpChallengeId id, Predicate<OtpPurpose> wanted, boolean isSpent, Claim claim) {
        Optional<OtpChallengeRepository.Locked> locked = challenges.findForUpdate(id);
        Check result =
                locked.<Check>map(found -> check(found, wanted, isSpent, claim)).orElse(UNKNOWN);
        record(locked.map(OtpChallengeRepository.Locked::challenge), claim.origin(), result);
        return result;
    }

    private Check check(
            OtpChallengeRepository.Locked found, Predicate<OtpPurpose> wanted, boolean isSpent, Claim claim) {
        OtpChallenge challenge = found.challenge();
        if (!wanted.test(challenge.purpose())) {
            return wrong(RefusalReason.OTHER_PURPOSE, challenge.attemptsLeft(), challenge);
        }
        Optional<Check.Wrong> refused = claim.refusal(challenge);
        if (refused.isPresent()) {
            return refused.get();
        }
        CodeFailures.Counter counter = failures.of(found);
        boolean isProven = claim.isProven(challenge);
        if (claim.isGuessable() && !isProven && counter.isShut()) {
            return wrong(RefusalReason.LOCKED, 0, challenge);
        }
        if (!claim.isHonoured(challenge)) {
            return wrong(RefusalReason.EXPIRED, 0, challenge);
        }
        return (isProven ? challenge.admitProven(clock.instant()) : challenge.admit(clock.instant()))
                .fold(
                        admitted -> compare(found, admitted, isSpent, claim, counter),
                        denied -> wrong(denied.reason(), denied.attemptsLeft(), challenge));
    }

    private Check compare(
            OtpChallengeRepository.Locked found,
            Admission.Admitted admitted,
            boolean isSpent,
            Claim claim,
            CodeFailures.Counter counter) {
        boolean matches = claim.matches(admitted) && !found.challenge().decoy();
        if (matches) {
            handed.learnRight();
        }
        if (matches && !isSpent) {
            return new Check.Right(found.challenge(), found.user());
        }
        if (matches) {
            OtpChallenge used = admitted.next().use(clock.instant());
            challenges.update(used);
            counter.reset();
            return new Check.Right(used, found.user());
        }
        challenges.update(admitted.next());
        counter.tell(admitted.next().attemptsLeft());
        return !claim.isGuessable() || counter.count()
                ? wrong(RefusalReason.WRONG_CODE, admitted.next().attemptsLeft(), admitted.next())
                : wrong(RefusalReason.LOCKED, 0, admitted.next());
    }

    private static Check wrong(RefusalReason reason, int attemptsLeft, OtpChallenge challenge) {
        return new Check.Wrong(reason, attemptsLeft, Optional.of(challenge));
    }

    private void record(Optional<OtpChallenge> challenge, ClientOrigin origin, Check result) {
        Map<String, String> details = challenge.map(FixedCodes::details).orElseGet(HashMap::new);
        audit.record(
                result.fold(right -> AuditTrail.Event.CODE_VERIFIED, wrong -> {
                    details.put("reason", wrong.reason().name());
                    return AuditTrail.Event.CODE_REFUSED;
                }),
                origin,
                details);
    }
}
