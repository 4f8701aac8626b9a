package io.latchkey.application.maintenance;

/**
 * Use case: delete data that is no longer needed (OWASP ASVS 5.0, 14.2.7), and shorten waits that a clock ahead wrote to
 * what their policies allow. One thread per node calls it at the start and every few minutes.
 */
public interface PurgeUseCase {
    /**
     * Purges every table.
     *
     * @return number of deleted rows
     */
    int purge();
}
