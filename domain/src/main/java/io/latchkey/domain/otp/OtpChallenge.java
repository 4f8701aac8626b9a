package io.latchkey.domain.otp;

import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request for a code and all that follows: messages, guesses and the one use. It does not hold the code. The code
 * follows from the id, the generation and a secret outside the database.
 *
 * @param terms the part that never changes
 * @param progress the part that messages and guesses change
 */
public record OtpChallenge(OtpChallengeId id, Terms terms, Progress progress) {
    /**
     * The part of a challenge that is fixed when it is issued.
     *
     * @param userId account that the code acts on; null when it acts on none
     * @param contactHidden whether the requester must not learn the contact, because it named the account by its
     *     username
     * @param decoy whether no code was sent, because the answer must look the same for a stranger's contact; a decoy
     *     never verifies
     * @param secretId names the secret that the codes are derived from, or is {@link #FIXED_CODE}
     * @param lane whose wrong guesses at this challenge are counted together, over all challenges
     */
    public record Terms(
            OtpPurpose purpose,
            Contact contact,
            @Nullable UserId userId,
            boolean contactHidden,
            boolean decoy,
            String secretId,
            Instant createdAt,
            Lane lane) {}

    /**
     * Where a challenge stands.
     *
     * @param generation counts the codes of this challenge from 0
     * @param expiresAt end of the current code's life; at that instant it is no longer accepted
     * @param previousExpiresAt end of the code before it, while that one still counts; else null
     * @param nextSendAt when another message may go out
     * @param attemptsLeft guesses left, over all generations
     * @param sendsLeft messages left
     * @param usedAt when the right code was given; null until then
     * @param handedTo the provider that owns the code, or {@link OtpChallenge#KEPT}; null for a code of ours
     */
    public record Progress(
            int generation,
            Instant expiresAt,
            @Nullable Instant previousExpiresAt,
            Instant nextSendAt,
            int attemptsLeft,
            int sendsLeft,
            @Nullable Instant usedAt,
            @Nullable String handedTo) {
        /** Where a challenge stands whose code is ours. */
        public Progress(
                int generation,
                Instant expiresAt,
                @Nullable Instant previousExpiresAt,
                Instant nextSendAt,
                int attemptsLeft,
                int sendsLeft,
                @Nullable Instant usedAt) {
            this(generation, expiresAt, previousExpiresAt, nextSendAt, attemptsLeft, sendsLeft, usedAt, null);
        }

        private Progress ownedBy(@Nullable String provider) {
            return new Progress(
                    generation, expiresAt, previousExpiresAt, nextSendAt, attemptsLeft, sendsLeft, usedAt, provider);
        }

        private Progress withAttempts(int nextAttemptsLeft, @Nullable Instant nextUsedAt) {
            return new Progress(
                    generation,
                    expiresAt,
                    previousExpiresAt,
                    nextSendAt,
                    nextAttemptsLeft,
                    sendsLeft,
                    nextUsedAt,
                    handedTo);
        }

        private Progress expiring(Instant nextExpiry) {
            return new Progress(
                    generation, nextExpiry, previousExpiresAt, nextSendAt, attemptsLeft, sendsLeft, usedAt, handedTo);
        }

        private Progress waiting(Instant nextSend) {
            return new Progress(
                    generation, expiresAt, previousExpiresAt, nextSend, attemptsLeft, sendsLeft, usedAt, handedTo);
        }

        private Progress resent(
                int nextGeneration, Instant nextExpiry, @Nullable Instant previousExpiry, Instant nextSend) {
            return new Progress(
                    nextGeneration,
                    nextExpiry,
                    previousExpiry,
                    nextSend,
                    attemptsLeft,
                    sendsLeft - 1,
                    usedAt,
                    handedTo);
        }
    }

    /**
     * Stands in the place of a secret's id where the contact has a fixed code, see {@link FixedCodeNumber}. No secret
     * has this id.
     */
    public static final String FIXED_CODE = "test";

    /** Stands in the place of a provider that owns the code where none may ever own it. No provider has this name. */
    public static final String KEPT = "*";

    /** A challenge whose first message is about to go out. */
    public static OtpChallenge issue(OtpChallengeId id, Terms terms, OtpPolicy policy) {
        Instant now = terms.createdAt();
        return new OtpChallenge(
                id,
                terms,
                new Progress(
                        0,
                        now.plus(policy.lifetime()),
                        null,
                        now.plus(policy.coolDown()),
                        policy.maxAttempts(),
                        policy.maxSends() - 1,
                        null));
    }

    public OtpPurpose purpose() {
        return terms.purpose();
    }

    public Contact contact() {
        return terms.contact();
    }

    public @Nullable UserId userId() {
        return terms.userId();
    }

    public boolean contactHidden() {
        return terms.contactHidden();
    }

    public boolean decoy() {
        return terms.decoy();
    }

    public String secretId() {
        return terms.secretId();
    }

    public Instant createdAt() {
        return terms.createdAt();
    }

    public Lane lane() {
        return terms.lane();
    }

    public int generation() {
        return progress.generation();
    }

    public Instant expiresAt() {
        return progress.expiresAt();
    }

    public @Nullable Instant previousExpiresAt() {
        return progress.previousExpiresAt();
    }

    public Instant nextSendAt() {
        return progress.nextSendAt();
    }

    public int attemptsLeft() {
        return progress.attemptsLeft();
    }

    public int sendsLeft() {
        return progress.sendsLeft();
    }

    public @Nullable Instant usedAt() {
        return progress.usedAt();
    }

    /** The provider that owns the code; null for a code of ours. */
    public @Nullable String handedTo() {
        String owner = progress.handedTo();
        return KEPT.equals(owner) ? null : owner;
    }

    /** Whether no provider may own the code, because the challenge is found by it. */
    public boolean keepsCode() {
        return KEPT.equals(progress.handedTo()) || hasFixedCode();
    }

    /** The challenge whose code no provider may ever own. */
    public OtpChallenge keepingCode() {
        return with(progress.ownedBy(KEPT));
    }

    /** The challenge whose code a provider owns; null for a code of ours again. */
    public OtpChallenge handTo(@Nullable String provider) {
        return keepsCode() ? this : with(progress.ownedBy(provider));
    }

    /** The challenge with a guess given back that nobody compared. */
    public OtpChallenge giveGuessBack() {
        return with(progress.withAttempts(attemptsLeft() + 1, usedAt()));
    }

    /** The challenge with no guesses left. */
    public OtpChallenge useGuessesUp() {
        return with(progress.withAttempts(0, usedAt()));
    }

    /** Whether the contact's fixed code is the code of this challenge. Its messages are then not sent. */
    public boolean hasFixedCode() {
        return secretId().equals(FIXED_CODE);
    }

    /**
     * Counts a guess before anything is compared. Only an {@link Admission.Admitted} guess may be compared, and its
     * next state is saved whatever the comparison says (NIST SP 800-63B-4 §3.2.2).
     */
    public Admission admit(Instant now) {
        if (usedAt() != null) {
            return new Admission.Denied(RefusalReason.ALREADY_USED, 0);
        }
        if (attemptsLeft() <= 0) {
            return new Admission.Denied(RefusalReason.LOCKED, 0);
        }
        if (!now.isBefore(expiresAt())) {
            return new Admission.Denied(RefusalReason.EXPIRED, attemptsLeft());
        }
        return new Admission.Admitted(with(progress.withAttempts(attemptsLeft() - 1, null)), acceptsPrevious(now));
    }

    /**
     * Admits a guess that was counted before, and that the provider which owns the code called right. Guesses that others made meanwhile do
     * not matter.
     */
    public Admission admitProven(Instant now) {
        if (usedAt() != null) {
            return new Admission.Denied(RefusalReason.ALREADY_USED, 0);
        }
        return now.isBefore(expiresAt())
                ? new Admission.Admitted(with(progress.withAttempts(Math.max(0, attemptsLeft() - 1), null)), false)
                : new Admission.Denied(RefusalReason.EXPIRED, attemptsLeft());
    }

    /** Whether a code of this generation would be accepted now. A code that would not be accepted need not be sent. */
    public boolean awaits(int codeGeneration, Instant now) {
        boolean isOpen = usedAt() == null && attemptsLeft() > 0 && now.isBefore(expiresAt());
        return isOpen && (codeGeneration == generation() || codeGeneration == generation() - 1 && acceptsPrevious(now));
    }

    private boolean acceptsPrevious(Instant now) {
        Instant previousExpiresAt = previousExpiresAt();
        return previousExpiresAt != null && now.isBefore(previousExpiresAt);
    }

    /** The challenge after the right code was entered. No code of it is accepted again. */
    public OtpChallenge use(Instant now) {
        return with(progress.withAttempts(attemptsLeft(), now));
    }

    /**
     * The challenge ended before its time, unless it is over already. None of its codes is accepted or sent any more.
     */
    public OtpChallenge revoke(Instant now) {
        return usedAt() != null || !now.isBefore(expiresAt()) ? this : with(progress.expiring(now));
    }

    /**
     * The challenge with a wait for its next message that is no longer than its policy's. A longer one was written by a clock that was
     * ahead.
     */
    public OtpChallenge capWait(OtpPolicy policy, Instant now) {
        Instant latest = now.plus(policy.coolDown());
        return nextSendAt().isAfter(latest) ? with(progress.waiting(latest)) : this;
    }

    /** Whether another message may be asked for, now or after a wait. */
    public boolean goesOn(Instant now) {
        return usedAt() == null && attemptsLeft() > 0 && sendsLeft() > 0 && now.isBefore(expiresAt());
    }

    /** Decides about another message. The number of guesses left stays the same (NIST SP 800-63B-4 §3.1.3.2). */
    public Resend resend(OtpPolicy policy, Instant now) {
        if (usedAt() != null) {
            return new Resend.Denied(RefusalReason.ALREADY_USED);
        }
        if (attemptsLeft() <= 0) {
            return new Resend.Denied(RefusalReason.LOCKED);
        }
        if (!now.isBefore(expiresAt())) {
            return new Resend.Denied(RefusalReason.EXPIRED);
        }
        if (sendsLeft() <= 0) {
            return new Resend.UsedUp();
        }
        if (now.isBefore(nextSendAt())) {
            return new Resend.TooEarly(Duration.between(now, nextSendAt()));
        }
        Instant nextSend = now.plus(policy.coolDown());
        return new Resend.Granted(with(
                switch (policy.resend()) {
                    case REUSE -> progress.resent(generation(), expiresAt(), null, nextSend);
                    case ROTATE -> progress.resent(generation() + 1, now.plus(policy.lifetime()), null, nextSend);
                    case OVERLAP ->
                        progress.resent(generation() + 1, now.plus(policy.lifetime()), expiresAt(), nextSend);
                }));
    }

    private OtpChallenge with(Progress next) {
        return new OtpChallenge(id, terms, next);
    }
}
