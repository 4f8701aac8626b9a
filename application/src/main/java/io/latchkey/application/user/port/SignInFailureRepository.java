package io.latchkey.application.user.port;

import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Counters of wrong passwords in a row: one for each typed login and origin, and one for each account. The first kind
 * is separate for each login, so that it does not reveal which logins belong to one account.
 */
public interface SignInFailureRepository {
    /**
     * Reads an account and its failures in one statement.
     *
     * @param loginKey keyed digest of the login; also the key of the overall failures when no account has the login
     * @param originKey keyed digest of the caller's network
     */
    Target find(LoginName login, UUID loginKey, UUID originKey);

    /** Reads the failures again and holds them until the unit of work ends. */
    Counters findForUpdate(Keys keys);

    /** Saves both counters. */
    void save(Keys keys, Counters counters, Instant now);

    /**
     * Resets each counter that is not locked at this time.
     *
     * @return whether none of them was locked
     */
    boolean reset(Keys keys, Instant now);

    /**
     * Deletes all failures under these keys, from all origins.
     *
     * @param accountOrLoginKeys at least one
     */
    void forget(List<UUID> accountOrLoginKeys);

    /**
     * Deletes counters that have not changed since this time.
     *
     * @return number of deleted counters
     */
    int purge(Instant untouchedSince);

    /**
     * The present failures.
     *
     * @param fromOrigin with this login from this origin
     * @param overall of this account from all origins
     */
    record Counters(SignInFailures fromOrigin, SignInFailures overall) {}

    /**
     * Keys of the counters.
     *
     * @param account the account's id; the login's key when no account has the login
     * @param login keyed digest of the typed login
     * @param origin keyed digest of the caller's network
     */
    record Keys(UUID account, UUID login, UUID origin) {}

    record Target(Optional<User> user, Keys keys, Counters counters) {}
}
