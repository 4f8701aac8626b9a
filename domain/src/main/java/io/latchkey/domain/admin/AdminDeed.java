package io.latchkey.domain.admin;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Everything that administration can do, and who may do it. This is the whole matrix of permissions: the document of the API, the
 * page for operators and the tests are compared with it.
 */
public enum AdminDeed {
    FIND_USERS("find people by login, state or time", Risk.READING, Who.EVERYBODY),
    READ_USER("see one person", Risk.READING, Who.EVERYBODY),
    CREATE_USER("create an account", Risk.DANGEROUS, Who.ADMINS),
    INVITE_USER("send somebody the link and code to set a first password", Risk.ROUTINE, Who.HELPERS),
    CHANGE_USER("change name, language, contacts or second factor of somebody", Risk.DANGEROUS, Who.ADMINS),
    SET_ROLES("give and take roles", Risk.DANGEROUS, Who.ADMINS),
    SET_CLAIMS("set the custom claims of somebody's tokens", Risk.DANGEROUS, Who.ADMINS),
    DISABLE_USER("disable an account", Risk.DANGEROUS, Who.HELPERS),
    ENABLE_USER("enable a disabled account", Risk.DANGEROUS, Who.HELPERS),
    SIGN_OUT_USER("end all sessions of somebody", Risk.ROUTINE, Who.HELPERS),
    UNLOCK_USER("lift what wrong passwords and codes shut", Risk.ROUTINE, Who.HELPERS),
    RESET_USER("start the reset of somebody's password", Risk.ROUTINE, Who.HELPERS),
    FIND_SESSIONS("see the sessions of somebody", Risk.READING, Who.EVERYBODY),
    END_SESSION("end one session of somebody", Risk.ROUTINE, Who.HELPERS),
    FIND_CREDENTIALS("see the API credentials of somebody, without their secrets", Risk.READING, Who.EVERYBODY),
    REVOKE_CREDENTIAL("revoke one API credential of somebody", Risk.DANGEROUS, Who.HELPERS),
    FIND_APPLICATIONS("find programs that act for accounts with API credentials", Risk.READING, Who.EVERYBODY),
    READ_APPLICATION("see one such program, and whose account it acts for", Risk.READING, Who.EVERYBODY),
    DELETE_USER("delete an account after a time of grace", Risk.DANGEROUS, Who.ADMINS),
    RESTORE_USER("restore an account that is being deleted", Risk.DANGEROUS, Who.ADMINS),
    EXPORT_USER("get all that is held about one person", Risk.DANGEROUS, Who.ADMINS),
    ERASE_USER("erase one person at once and for good", Risk.DANGEROUS, Who.ADMINS),
    FIND_LISTINGS("find blocks and exceptions from blocks", Risk.READING, Who.EVERYBODY),
    ADD_LISTING(
            "block a contact or except it; prefixes, domains and networks are for admin", Risk.DANGEROUS, Who.HELPERS),
    LIFT_LISTING("lift a block or an exception, with the same bounds", Risk.DANGEROUS, Who.HELPERS),
    FIND_MESSAGES("find messages in the outbox; an auditor sees no whole contact", Risk.READING, Who.EVERYBODY),
    READ_MESSAGE("see one message and the calls to providers for it", Risk.READING, Who.EVERYBODY),
    FIND_DECISIONS("find out why calls were refused, or why somebody got no code", Risk.READING, Who.EVERYBODY),
    READ_DECISION("see what the rules said that were asked about one call", Risk.READING, Who.EVERYBODY),
    READ_FUNNEL("see what became of messages by provider, country, channel and template", Risk.READING, Who.EVERYBODY),
    FIND_KEYS("see the keys that sign tokens, without their private halves", Risk.READING, Who.READERS),
    ROTATE_KEYS("make the next signing key before its time", Risk.DANGEROUS, Who.ADMINS),
    READ_SETTINGS(
            "see the configuration in force and the protections it lowers, without secrets", Risk.READING, Who.READERS),
    READ_SUPPRESSIONS("see why messages to a contact are not sent", Risk.READING, Who.EVERYBODY),
    LIFT_SUPPRESSIONS("send messages to a contact again", Risk.DANGEROUS, Who.HELPERS),
    READ_AUDIT("read the audit store", Risk.READING, Who.READERS),
    EXPORT_AUDIT("get the audit store as lines of JSON", Risk.READING, Who.READERS),
    VERIFY_AUDIT("look whether somebody altered the audit store", Risk.READING, Who.READERS);

    private final String meaning;
    private final Risk risk;
    // Never changed, and handed out as a copy.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<AdminRole> roles;

    AdminDeed(String meaning, Risk risk, Set<AdminRole> roles) {
        this.meaning = meaning;
        this.risk = risk;
        this.roles = roles;
    }

    /** What a deed asks of whoever does it. */
    public enum Risk {
        /** Changes nothing. */
        READING,
        /** May be done by anybody with the role. A reason may be given. */
        ROUTINE,
        /** Needs a recent sign-in and a reason. */
        DANGEROUS
    }

    private static final class Who {
        private static final Set<AdminRole> ADMINS = EnumSet.of(AdminRole.ADMIN);
        private static final Set<AdminRole> HELPERS = EnumSet.of(AdminRole.ADMIN, AdminRole.SUPPORT);
        private static final Set<AdminRole> READERS = EnumSet.of(AdminRole.ADMIN, AdminRole.AUDITOR);
        private static final Set<AdminRole> EVERYBODY = EnumSet.allOf(AdminRole.class);
    }

    /** Name of the deed in documents and in the audit trail. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the deed brings about, for operators. */
    public String meaning() {
        return meaning;
    }

    public Risk risk() {
        return risk;
    }

    /** The roles that may do it. */
    public Set<AdminRole> roles() {
        return EnumSet.copyOf(roles);
    }

    /** Whether one of these roles of an account may do it. */
    public boolean isAllowed(Set<String> accountRoles) {
        return roles.stream().map(AdminRole::wireName).anyMatch(accountRoles::contains);
    }
}
