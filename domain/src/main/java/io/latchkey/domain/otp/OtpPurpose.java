package io.latchkey.domain.otp;

import io.latchkey.domain.shared.InvalidValueException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a code is good for; a code for one purpose is worth nothing for another (OWASP ASVS 5.0, 6.6.2).
 *
 * @param value one of the built-in names, or {@code custom:<name>} with a name of 1 to 40 letters, digits and hyphens
 */
public record OtpPurpose(String value) {
    // Above the constants: their constructor asks these.
    private static final Set<String> BUILT_IN = Set.of("verify-contact", "sign-in", "second-factor", "reset-password");
    private static final Pattern CUSTOM = Pattern.compile("custom:[a-z0-9][a-z0-9-]{0,39}");

    public static final OtpPurpose VERIFY_CONTACT = new OtpPurpose("verify-contact");
    public static final OtpPurpose SIGN_IN = new OtpPurpose("sign-in");
    public static final OtpPurpose SECOND_FACTOR = new OtpPurpose("second-factor");
    public static final OtpPurpose RESET_PASSWORD = new OtpPurpose("reset-password");

    public OtpPurpose {
        if (!BUILT_IN.contains(value) && !CUSTOM.matcher(value).matches()) {
            throw new InvalidValueException(
                    "must be verify-contact, sign-in, second-factor, reset-password or custom:<name>");
        }
    }

    /** @throws InvalidValueException when the text names no purpose */
    public static OtpPurpose parse(String raw) {
        return new OtpPurpose(raw);
    }

    public boolean isCustom() {
        return value.startsWith("custom:");
    }

    /** Whether a code of this purpose stands in for a sign-in, which caps its life at ten minutes (ASVS 5.0, 6.5.5). */
    public boolean authenticates() {
        return equals(SIGN_IN) || equals(SECOND_FACTOR);
    }

    /** The name policies and message texts are chosen by: the purpose itself, or {@code custom} for every custom one. */
    public String family() {
        return isCustom() ? "custom" : value;
    }

    @Override
    public String toString() {
        return value;
    }
}
