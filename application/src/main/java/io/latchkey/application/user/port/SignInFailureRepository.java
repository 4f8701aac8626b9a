package io.latchkey.application.user.port;

import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Wrong passwords in a row, per typed login and origin and per account as a whole. The first are apart for each login, so that
 * they do not tell which logins belong to one account.
 */
public interface SignInFailureRepository {
    /**
     * Reads an account and its failures in one statement.
     *
     * @param loginKey keyed digest of the login; its failures as a whole are kept under it too when nobody has the login
     * @param originKey keyed digest of the caller's network
     */
    Target find(LoginName login, UUID loginKey, UUID originKey);

    /** Reads failures again and holds them until the unit of work ends. */
    Counters findForUpdate(Keys keys);

    /** Saves both counters. */
    void save(Keys keys, Counters counters, Instant now);

    /**
     * Sets those counters back that are not locked at this time.
     *
     * @return whether none of them was locked
     */
    boolean reset(Keys keys, Instant now);

    /**
     * Forgets all failures kept under these keys, wherever they came from.
     *
     * @param accountOrLoginKeys at least one
     */
    void forget(List<UUID> accountOrLoginKeys);

    /** Forgets counters nobody touched since; answers how many. */
    int purge(Instant untouchedSince);

    /**
     * Failures as they stand.
     *
     * @param fromOrigin with this login from this origin
     * @param overall of this account from anywhere
     */
    record Counters(SignInFailures fromOrigin, SignInFailures overall) {}

    /**
     * Under what failures are kept.
     *
     * @param account the account's id, or the login's key when nobody has the login
     * @param login keyed digest of the typed login
     * @param origin keyed digest of the caller's network
     */
    record Keys(UUID account, UUID login, UUID origin) {}

    record Target(Optional<User> user, Keys keys, Counters counters) {}
}
