package io.latchkey.application.user.port;

import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Wrong passwords in a row, per account and origin and per account as a whole. */
public interface SignInFailureRepository {
    /**
     * Reads an account and its failures in one statement.
     *
     * @param unknownKey under what failures are kept when nobody has the login
     * @param originKey keyed digest of the caller's network
     */
    Target find(LoginName login, UUID unknownKey, UUID originKey);

    /** Reads failures again and holds them until the unit of work ends. */
    Counters findForUpdate(UUID accountKey, UUID originKey);

    /** Saves both counters. */
    void save(UUID accountKey, UUID originKey, Counters counters, Instant now);

    /**
     * Sets those counters back that are not locked at this time.
     *
     * @return whether none of them was locked
     */
    boolean reset(UUID accountKey, UUID originKey, Instant now);

    /** Forgets all failures of an account, wherever they came from. */
    void forget(UUID accountKey);

    /** Forgets counters nobody touched since; answers how many. */
    int purge(Instant untouchedSince);

    /**
     * Failures as they stand.
     *
     * @param fromOrigin of this account from this origin
     * @param overall of this account from anywhere
     */
    record Counters(SignInFailures fromOrigin, SignInFailures overall) {}

    /** @param accountKey under what the failures are kept */
    record Target(Optional<User> user, UUID accountKey, Counters counters) {}
}
