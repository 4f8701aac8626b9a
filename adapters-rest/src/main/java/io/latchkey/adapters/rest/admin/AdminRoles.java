package io.latchkey.adapters.rest.admin;

/** Names of the roles that the routes of administration let in. Which deed each may do is decided at the deed. */
final class AdminRoles {
    static final String ADMIN = "admin";
    static final String SUPPORT = "support";
    static final String AUDITOR = "auditor";

    private AdminRoles() {}
}
