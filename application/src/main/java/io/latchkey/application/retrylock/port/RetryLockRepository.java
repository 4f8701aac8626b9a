package io.latchkey.application.retrylock.port;

import io.latchkey.domain.retrylock.RetryLock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Retry locks, by account; for a login without an account, by the keyed digest of the login. */
public interface RetryLockRepository {
    /** Reads the lock without locking its row; {@link RetryLock#NONE} when none is stored. */
    RetryLock find(UUID subject);

    /** Reads the lock and holds its subject until the unit of work ends, even when none is stored. */
    RetryLock findForUpdate(UUID subject);

    void save(UUID subject, RetryLock lock, Instant now);

    /** Deletes the locks of these subjects. */
    void forget(List<UUID> subjects);

    /**
     * Deletes locks that have not changed since this time.
     *
     * @param most most of them to delete in this unit of work
     * @return number of deleted locks
     */
    int purge(Instant untouchedSince, int most);
}
