package io.latchkey.application.otp.port;

import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Challenges that are pending or were so lately. */
public interface OtpChallengeRepository {
    void insert(OtpChallenge challenge);

    /** Reads without a lock. */
    Optional<OtpChallenge> find(OtpChallengeId id);

    /**
     * Reads a challenge and the account it acts on in one statement and locks both until the unit of work ends, so that guesses
     * at one code come one after another.
     */
    Optional<Locked> findForUpdate(OtpChallengeId id);

    void update(OtpChallenge challenge);

    /** Expires every pending challenge that acts on this account; answers how many. */
    int voidAll(UserId user, Instant now);

    /** Forgets challenges that expired before this time; answers how many. */
    int purge(Instant expiredBefore);

    /** @param user the account the challenge acts on; empty when it acts on none */
    record Locked(OtpChallenge challenge, Optional<User> user) {}
}
