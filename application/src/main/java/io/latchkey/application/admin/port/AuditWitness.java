package io.latchkey.application.admin.port;

import io.latchkey.domain.admin.AuditCheckpoint;

/** Remembers checkpoints outside the audit store, where whoever can write the store cannot take them back. */
@FunctionalInterface
public interface AuditWitness {
    /** Remembers a checkpoint that was stored. */
    void see(AuditCheckpoint checkpoint);
}
