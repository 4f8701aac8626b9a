package io.latchkey.application.retrylock.port;

import io.latchkey.domain.retrylock.RetryLock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Retry locks, by account; for a login nobody has, by the keyed digest of the login. */
public interface RetryLockRepository {
    /** Reads without a lock of the row; {@link RetryLock#NONE} where nothing is kept. */
    RetryLock find(UUID subject);

    /** Reads the lock and holds the subject until the unit of work ends, also where nothing is kept. */
    RetryLock findForUpdate(UUID subject);

    void save(UUID subject, RetryLock lock, Instant now);

    /** Lifts the locks of these subjects. */
    void forget(List<UUID> subjects);

    /** Forgets what nobody touched since; answers how many. */
    int purge(Instant untouchedSince);
}
