// Who may do what, so that nobody sees a button that refuses. The server decides; a test compares this with its matrix.

const ALL = ["admin", "support", "auditor"];

/** The roles of each deed. Written by the build out of the matrix of permissions. */
const DEEDS = {
  // deeds
  "find-users": ["admin", "support", "auditor"],
  "read-user": ["admin", "support", "auditor"],
  "create-user": ["admin"],
  "invite-user": ["admin", "support"],
  "change-user": ["admin"],
  "set-roles": ["admin"],
  "set-claims": ["admin"],
  "disable-user": ["admin", "support"],
  "enable-user": ["admin", "support"],
  "sign-out-user": ["admin", "support"],
  "unlock-user": ["admin", "support"],
  "reset-user": ["admin", "support"],
  "find-sessions": ["admin", "support", "auditor"],
  "end-session": ["admin", "support"],
  "find-credentials": ["admin", "support", "auditor"],
  "revoke-credential": ["admin", "support"],
  "find-applications": ["admin", "support", "auditor"],
  "read-application": ["admin", "support", "auditor"],
  "delete-user": ["admin"],
  "restore-user": ["admin"],
  "export-user": ["admin"],
  "erase-user": ["admin"],
  "find-listings": ["admin", "support", "auditor"],
  "add-listing": ["admin", "support"],
  "lift-listing": ["admin", "support"],
  "find-messages": ["admin", "support", "auditor"],
  "read-message": ["admin", "support", "auditor"],
  "find-decisions": ["admin", "support", "auditor"],
  "read-decision": ["admin", "support", "auditor"],
  "read-funnel": ["admin", "support", "auditor"],
  "find-keys": ["admin", "auditor"],
  "rotate-keys": ["admin"],
  "read-settings": ["admin", "auditor"],
  "read-suppressions": ["admin", "support", "auditor"],
  "lift-suppressions": ["admin", "support"],
  "read-audit": ["admin", "auditor"],
  "export-audit": ["admin", "auditor"],
  "verify-audit": ["admin", "auditor"],
  // /deeds
};

let own = [];

/** Remembers the roles of whoever signed in. */
export const wear = (roles) => { own = roles.filter((role) => ALL.includes(role)); };
export const worn = () => own;
export const may = (deed) => (DEEDS[deed] ?? ALL).some((role) => own.includes(role));
/** Whether contacts are shown whole. */
export const seesContacts = () => own.some((role) => role !== "auditor");
export const administers = (roles) => roles.some((role) => ALL.includes(role));
