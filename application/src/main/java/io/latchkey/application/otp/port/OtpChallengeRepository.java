package io.latchkey.application.otp.port;

import io.latchkey.domain.otp.HandedCode;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Challenges that are pending or were so lately. */
public interface OtpChallengeRepository {
    void insert(OtpChallenge challenge);

    /**
     * Saves a challenge that can be found by a handle, too.
     *
     * @param handle keyed digest of what finds it
     * @throws HandleTakenException when another challenge is found by it; see {@link #release}
     */
    void insert(OtpChallenge challenge, UUID handle);

    /** Expires the pending challenge with this handle, if there is one, and takes the handle from it. */
    void release(UUID handle, Instant now);

    /** The id of the challenge with this handle, pending or not. */
    Optional<OtpChallengeId> findByHandle(UUID handle);

    /** Reads without a lock. */
    Optional<OtpChallenge> find(OtpChallengeId id);

    /**
     * Reads a challenge, the account it acts on and the failures of its lane in one statement. It locks challenge and account until the
     * unit of work ends, so that guesses at one code, and at one account's codes, come one after another.
     */
    Optional<Locked> findForUpdate(OtpChallengeId id);

    void update(OtpChallenge challenge);

    /** Expires every pending challenge that acts on this account; answers how many. */
    int voidAll(UserId user, Instant now);

    /**
     * Does the same for the challenges of one purpose that one device asked for.
     *
     * @param device the known device; {@link io.latchkey.domain.user.Lane#STRANGERS} for all others
     */
    int voidAll(UserId user, OtpPurpose purpose, UUID device, Instant now);

    /** Saves the code that a provider owns, in place of the one that was saved for its challenge before. */
    void saveHanded(HandedCode code);

    /** The code of a challenge that a provider owns. */
    Optional<HandedCode> findHanded(OtpChallengeId id);

    /** Forgets the code of a challenge that a provider owned. */
    void deleteHanded(OtpChallengeId id);

    /** Codes that providers own and whose challenges are used, expired or gone, the oldest first and at most so many. */
    List<HandedCode> findHandedThatAreOver(Instant now, int most);

    /** Forgets challenges that expired before this time, the first ones first and at most so many; answers how many. */
    int purge(Instant expiredBefore, int most);

    /**
     * @param user the account the challenge acts on; empty when it acts on none
     * @param failures wrong guesses in a row in the challenge's lane, as they were when the lock was asked for
     * @param strangers the same in the strangers' lane beside it; equal where the lane is theirs
     */
    record Locked(OtpChallenge challenge, Optional<User> user, SignInFailures failures, SignInFailures strangers) {}
}
