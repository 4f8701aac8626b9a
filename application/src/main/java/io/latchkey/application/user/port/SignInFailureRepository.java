package io.latchkey.application.user.port;

import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Counters of wrong guesses in a row, one for each lane. Strangers who type passwords are also counted by typed login, and by typed
 * login and origin. Those counters are separate for each login, so that they do not reveal which logins belong to one account.
 */
public interface SignInFailureRepository {
    /**
     * Reads an account and its failures in one statement.
     *
     * @param loginKey keyed digest of the login; also the key of the overall failures when no account has the login
     * @param originKey keyed digest of the caller's network
     * @param device the device that the caller's token names; {@link Lane#STRANGERS} for none
     */
    Target find(LoginName login, UUID loginKey, UUID originKey, UUID device);

    /** Reads the failures of strangers again and holds them until the unit of work ends. */
    Counters findForUpdate(Keys keys);

    /** Reads the failures of a lane and holds them until the unit of work ends. */
    SignInFailures findForUpdate(Lane lane);

    /** Saves all three counters. */
    void save(Keys keys, Counters counters, Instant now);

    void save(Lane lane, SignInFailures failures, Instant now);

    /**
     * Resets each counter that is not locked at this time.
     *
     * @return whether none of them was locked
     */
    boolean reset(Keys keys, Instant now);

    /**
     * Resets a counter that is not locked at this time.
     *
     * @return whether it was not locked
     */
    boolean reset(Lane lane, Instant now);

    /**
     * Lowers each higher counter of strangers, so that none is stopped. The wait that its last guess began goes on.
     *
     * @param subjects what is guessed at; at least one
     * @param failures the new count, below the one that stops
     */
    void lower(List<UUID> subjects, int failures);

    /**
     * Deletes the failures of these lanes of one device.
     *
     * @param subjects what is guessed at; at least one
     * @param device the known device; {@link Lane#STRANGERS} for everybody else
     */
    void forget(List<UUID> subjects, UUID device);

    /**
     * Deletes all failures under these keys, from all origins and devices.
     *
     * @param subjects at least one
     * @return number of deleted counters
     */
    int forget(List<UUID> subjects);

    /**
     * Shortens waits that were written by a clock that was ahead of this time.
     *
     * @param longest the longest wait that is left of them
     * @return number of counters that were written after this time
     */
    int capWaits(Instant now, Duration longest);

    /**
     * Deletes counters that have not changed since this time.
     *
     * @param most most of them to delete in this unit of work
     * @return number of deleted counters
     */
    int purge(Instant untouchedSince, int most);

    /**
     * The present failures of strangers.
     *
     * @param fromOrigin with this login from this origin
     * @param ofLogin with this login from all origins
     * @param overall of this account with all logins; the same as {@code ofLogin} when no account has the login
     */
    record Counters(SignInFailures fromOrigin, SignInFailures ofLogin, SignInFailures overall) {
        public static final Counters NONE = new Counters(SignInFailures.NONE, SignInFailures.NONE, SignInFailures.NONE);
    }

    /**
     * Keys of the counters of strangers.
     *
     * @param account the account's id; the login's key when no account has the login
     * @param login keyed digest of the typed login
     * @param origin keyed digest of the caller's network
     */
    record Keys(UUID account, UUID login, UUID origin) {
        /** Whether an account has the login. */
        public boolean isOfAccount() {
            return !account.equals(login);
        }
    }

    /** @param ofDevice failures of the account's passwords on the named device */
    record Target(Optional<User> user, Keys keys, Counters counters, SignInFailures ofDevice) {}
}
