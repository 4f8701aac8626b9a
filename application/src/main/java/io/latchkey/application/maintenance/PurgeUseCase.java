package io.latchkey.application.maintenance;

/** Use case: forget what nobody needs any more (OWASP ASVS 5.0, 14.2.7). Called every few minutes by one thread per node. */
public interface PurgeUseCase {
    /** Answers how many rows went. */
    int purge();
}
