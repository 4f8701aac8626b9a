// Who may do what, so that nobody sees a button that refuses. The server decides; a test compares this with its matrix.

const ADMINS = ["admin"], HELPERS = ["admin", "support"], READERS = ["admin", "auditor"], ALL = ["admin", "support", "auditor"];

export const DEEDS = {
  "find-users": ALL, "read-user": ALL, "create-user": ADMINS, "invite-user": HELPERS, "change-user": ADMINS, "set-roles": ADMINS,
  "set-claims": ADMINS, "disable-user": HELPERS, "enable-user": HELPERS, "sign-out-user": HELPERS, "unlock-user": HELPERS,
  "reset-user": HELPERS, "find-sessions": ALL, "end-session": HELPERS, "find-credentials": ALL, "revoke-credential": HELPERS,
  "delete-user": ADMINS, "restore-user": ADMINS, "export-user": ADMINS, "erase-user": ADMINS, "find-listings": ALL,
  "add-listing": HELPERS, "lift-listing": HELPERS, "find-messages": ALL, "read-message": ALL, "read-funnel": ALL,
  "find-keys": READERS, "rotate-keys": ADMINS, "read-settings": READERS, "read-suppressions": ALL, "lift-suppressions": HELPERS,
  "read-audit": READERS, "export-audit": READERS, "verify-audit": READERS,
};

let own = [];

/** Remembers the roles of whoever signed in. */
export const wear = (roles) => { own = roles.filter((role) => ALL.includes(role)); };
export const worn = () => own;
export const may = (deed) => (DEEDS[deed] ?? ALL).some((role) => own.includes(role));
export const administers = (roles) => roles.some((role) => ALL.includes(role));
