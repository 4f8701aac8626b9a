package io.latchkey.application.admin.port;

import io.latchkey.domain.admin.AuditEntry;

/** Chains audit entries and signs checkpoints. */
public interface AuditSeals {
    /**
     * The hash that an entry has after another.
     *
     * @param before hash of the entry before it
     */
    String hash(String before, AuditEntry entry);

    /** Signs a statement. */
    String sign(String statement);

    /** Whether this service signed the statement. */
    boolean isGenuine(String statement, String signature);
}
