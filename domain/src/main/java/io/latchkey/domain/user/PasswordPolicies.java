package io.latchkey.domain.user;

import java.util.Map;

/**
 * Requirements of new passwords, by the app whose client sets them.
 *
 * @param site for all apps without rules of their own
 * @param ofApps by the name of the app
 */
public record PasswordPolicies(PasswordRules site, Map<String, PasswordRules> ofApps) {
    public PasswordPolicies {
        ofApps = Map.copyOf(ofApps);
    }

    /** The same rules for all apps. */
    public PasswordPolicies(PasswordRules site) {
        this(site, Map.of());
    }

    /** The rules for clients of an app. */
    public PasswordRules of(String app) {
        return ofApps.getOrDefault(app, site);
    }
}
