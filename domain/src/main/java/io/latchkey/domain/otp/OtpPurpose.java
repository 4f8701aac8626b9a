package io.latchkey.domain.otp;

import io.latchkey.domain.shared.InvalidValueException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The use that a code is good for. A code for one purpose is refused for another (OWASP ASVS 5.0, 6.6.2).
 *
 * <p>An app is a group of clients with limits of their own. Its purposes are the built-in ones. A code of one app is
 * refused in another app.
 *
 * @param value one of the built-in names; {@code custom:<name>} with a name of 1 to 40 letters, digits and hyphens; or
 *     {@code <app>/<built-in name>} with an app of 1 to 20 of them
 */
public record OtpPurpose(String value) {
    // These come before the constants, because the constructor of the constants reads them.
    private static final Set<String> BUILT_IN = Set.of("verify-contact", "sign-in", "second-factor", "reset-password");
    private static final Pattern CUSTOM = Pattern.compile("custom:[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern APP = Pattern.compile("[a-z][a-z0-9-]{0,19}");

    /** What comes before the name of a custom purpose. */
    public static final String CUSTOM_PREFIX = "custom:";

    /** Name of the one policy of all custom purposes. */
    public static final String CUSTOM_POLICY = "custom";

    public static final OtpPurpose VERIFY_CONTACT = new OtpPurpose("verify-contact");
    public static final OtpPurpose SIGN_IN = new OtpPurpose("sign-in");
    public static final OtpPurpose SECOND_FACTOR = new OtpPurpose("second-factor");
    public static final OtpPurpose RESET_PASSWORD = new OtpPurpose("reset-password");

    private static final Set<OtpPurpose> CONCEALING = Set.of(VERIFY_CONTACT, SIGN_IN, RESET_PASSWORD);

    public OtpPurpose {
        if (!isWellFormed(value)) {
            throw new InvalidValueException(
                    "must be verify-contact, sign-in, second-factor, reset-password or custom:<name>");
        }
    }

    private static boolean isWellFormed(String value) {
        int slash = value.indexOf('/');
        boolean isBuiltIn = BUILT_IN.contains(value.substring(slash + 1));
        return slash < 0
                ? isBuiltIn || CUSTOM.matcher(value).matches()
                : isBuiltIn && APP.matcher(value.substring(0, slash)).matches();
    }

    /**
     * Reads a purpose that a caller may name. A caller cannot name the purposes of apps.
     *
     * @throws InvalidValueException when the text names no such purpose
     */
    public static OtpPurpose parse(String raw) {
        return new OtpPurpose(raw.indexOf('/') < 0 ? raw : "");
    }

    /** This built-in purpose for the clients of one app. */
    public OtpPurpose forApp(String app) {
        return new OtpPurpose(app + '/' + value);
    }

    /** The built-in purpose behind the purpose of an app; any other purpose itself. */
    public OtpPurpose builtIn() {
        int slash = value.indexOf('/');
        return slash < 0 ? this : new OtpPurpose(value.substring(slash + 1));
    }

    /** The app that this purpose belongs to; empty for a built-in or custom one. */
    public Optional<String> app() {
        int slash = value.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(value.substring(0, slash));
    }

    public boolean isCustom() {
        return value.startsWith(CUSTOM_PREFIX);
    }

    /** The name behind {@code custom:}; empty for a built-in purpose. */
    public Optional<String> customName() {
        return isCustom() ? Optional.of(value.substring(CUSTOM_PREFIX.length())) : Optional.empty();
    }

    /**
     * Whether a code of this purpose stands in for a sign-in. Such a code lives ten minutes at most (ASVS 5.0, 6.5.5).
     */
    public boolean authenticates() {
        return builtIn().equals(SIGN_IN) || builtIn().equals(SECOND_FACTOR);
    }

    /**
     * Whether the answer to a request for such a code must not tell who has an account, so that a decoy may stand for the code. True of the
     * codes that sign in, reset a password or verify a contact, of every app.
     */
    public boolean concealsAccounts() {
        return CONCEALING.contains(builtIn());
    }

    /** Name of its policy: the purpose itself, or {@link #CUSTOM_POLICY} for every custom purpose. */
    public String policyName() {
        return isCustom() ? CUSTOM_POLICY : value;
    }

    @Override
    public String toString() {
        return value;
    }
}
