package io.latchkey.domain.admin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The roles of administration. An account has them beside its other roles. */
public enum AdminRole {
    /** May do everything. */
    ADMIN,
    /** Helps people: finds them, lifts locks, ends sessions, starts resets. */
    SUPPORT,
    /** Reads everything and changes nothing. */
    AUDITOR;

    /** The name among the roles of an account. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with this name; empty for any other role. */
    public static Optional<AdminRole> named(String role) {
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(role))
                .findFirst();
    }

    /** Whether one of these roles is a role of administration. */
    public static boolean isIn(Set<String> roles) {
        return roles.stream().anyMatch(role -> named(role).isPresent());
    }
}
