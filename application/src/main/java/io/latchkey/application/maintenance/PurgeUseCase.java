package io.latchkey.application.maintenance;

/**
 * Use case: delete data that is no longer needed (OWASP ASVS 5.0, 14.2.7), and shorten waits that a clock ahead wrote to
 * what their policies allow. One thread per node calls it at the start and every few minutes, and one node at a time does it.
 */
public interface PurgeUseCase {
    /**
     * Purges every table, in portions, for some minutes at most.
     *
     * @return number of deleted rows; 0 when another node is at it
     * @throws IllegalStateException after all other tables, when some could not be purged
     */
    int purge();
}
