package io.latchkey.application.admin;

/** Why somebody may not do a deed of administration. */
public enum Denial {
    /** They have no role that may do it, or the account is an administrator's and they are none. */
    NO_ROLE,
    /** They did not sign in by a password and a code, or came with an API credential. */
    ONE_FACTOR,
    /** The deed is dangerous and their sign-in is too old. */
    SIGN_IN_TOO_OLD,
    /** The deed is dangerous and they gave no reason. */
    NO_REASON
}
