package io.latchkey.domain.user;

/** Where an account stands in its life. */
public enum UserStatus {
    /** Registered, without a verified contact. It cannot sign in, and is deleted after a while. */
    PENDING,
    ACTIVE,
    /** Disabled by the operator. It cannot sign in, and its sessions are refused. */
    DISABLED
}
