package io.latchkey.domain.otp;

import io.latchkey.domain.shared.InvalidValueException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a code is good for; a code for one purpose is worth nothing for another (OWASP ASVS 5.0, 6.6.2). An audience is a group of
 * clients with limits of their own: its purposes are the built-in ones, and no other audience's code serves them.
 *
 * @param value one of the built-in names; {@code custom:<name>} with a name of 1 to 40 letters, digits and hyphens; or {@code
 *     <audience>/<built-in name>} with an audience of 1 to 20 of them
 */
public record OtpPurpose(String value) {
    // Above the constants: their constructor asks these.
    private static final Set<String> BUILT_IN = Set.of("verify-contact", "sign-in", "second-factor", "reset-password");
    private static final Pattern CUSTOM = Pattern.compile("custom:[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern AUDIENCE = Pattern.compile("[a-z][a-z0-9-]{0,19}");

    public static final OtpPurpose VERIFY_CONTACT = new OtpPurpose("verify-contact");
    public static final OtpPurpose SIGN_IN = new OtpPurpose("sign-in");
    public static final OtpPurpose SECOND_FACTOR = new OtpPurpose("second-factor");
    public static final OtpPurpose RESET_PASSWORD = new OtpPurpose("reset-password");

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
                : isBuiltIn && AUDIENCE.matcher(value.substring(0, slash)).matches();
    }

    /**
     * Reads a purpose a caller may ask for by name; no audience's.
     *
     * @throws InvalidValueException when the text names no such purpose
     */
    public static OtpPurpose parse(String raw) {
        return new OtpPurpose(raw.indexOf('/') < 0 ? raw : "");
    }

    /** This built-in purpose for the clients of one audience. */
    public OtpPurpose of(String audience) {
        return new OtpPurpose(audience + '/' + value);
    }

    /** The built-in purpose behind an audience's own; any other purpose itself. */
    public OtpPurpose base() {
        int slash = value.indexOf('/');
        return slash < 0 ? this : new OtpPurpose(value.substring(slash + 1));
    }

    /** The audience this purpose is of; empty for a built-in or custom one. */
    public Optional<String> audience() {
        int slash = value.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(value.substring(0, slash));
    }

    public boolean isCustom() {
        return value.startsWith("custom:");
    }

    /** Whether a code of this purpose stands in for a sign-in, which caps its life at ten minutes (ASVS 5.0, 6.5.5). */
    public boolean authenticates() {
        return base().equals(SIGN_IN) || base().equals(SECOND_FACTOR);
    }

    /** The name policies are chosen by: the purpose itself, or {@code custom} for every custom one. */
    public String family() {
        return isCustom() ? "custom" : value;
    }

    @Override
    public String toString() {
        return value;
    }
}
