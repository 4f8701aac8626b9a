package io.latchkey.domain.user;

/** Where an account stands in its life. */
public enum UserStatus {
    /** Registered, no contact verified yet; cannot sign in and is forgotten after a while. */
    PENDING,
    ACTIVE,
    /** Shut by the operator; cannot sign in, and its sessions are refused. */
    DISABLED
}
