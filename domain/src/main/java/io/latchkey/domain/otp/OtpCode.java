package io.latchkey.domain.otp;

import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PastedText;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A one-time code as text. It keeps leading zeros. {@code toString} hides the code.
 *
 * @param isNumeral whether the code comes from a client that keeps codes as numbers, so that leading zeros may be
 *     missing
 * @param typed the code with the capitals and small letters that were typed
 */
public record OtpCode(String value, boolean isNumeral, String typed) {
    private static final int MAX_TYPED_LENGTH = 64;

    /** A code with all its symbols. */
    public OtpCode(String value) {
        this(value, false, value);
    }

    /**
     * Reads the code of a client that keeps codes as numbers.
     *
     * @throws InvalidValueException as {@link #parse} does
     */
    public static OtpCode parseNumeral(String sent) {
        OtpCode parsed = parse(sent);
        return new OtpCode(parsed.value(), true, parsed.typed());
    }

    /**
     * Reads a code that a person typed. Decimal digits of any script become 0 to 9, letters become capitals. Blanks,
     * hyphens and invisible characters are dropped.
     *
     * @throws InvalidValueException when the text holds only blanks and hyphens, or more than 64 characters
     */
    public static OtpCode parse(String typed) {
        if (typed.length() > MAX_TYPED_LENGTH) {
            throw new InvalidValueException("must be at most 64 characters long");
        }
        StringBuilder folded = new StringBuilder(typed.length());
        Normalizer.normalize(typed, Normalizer.Form.NFKC).codePoints().forEach(symbol -> {
            if (Character.isDigit(symbol)) {
                folded.append(Character.digit(symbol, 10));
            } else if (!isFiller(symbol)) {
                folded.appendCodePoint(symbol);
            }
        });
        if (folded.isEmpty()) {
            throw new InvalidValueException("must be the code from the message");
        }
        // Some capitals are several symbols that have a common form again.
        String value = Normalizer.normalize(folded.toString().toUpperCase(Locale.ROOT), Normalizer.Form.NFKC);
        return new OtpCode(value, false, folded.toString());
    }

    private static boolean isFiller(int symbol) {
        return PastedText.isBlank(symbol)
                || PastedText.isInvisible(symbol)
                || Character.getType(symbol) == Character.DASH_PUNCTUATION;
    }

    /**
     * The code as whoever made it wrote it: with small letters, and with the leading zeros that a number lost.
     *
     * @param digits decimal digits of the codes of whoever made it; 0 when that is not known
     */
    public String written(int digits) {
        return isNumeral ? "0".repeat(Math.max(0, digits - typed.length())) + typed : typed;
    }

    /** Compares in a time that depends only on the lengths (OWASP ASVS 5.0, 11.2.4). */
    public boolean matches(OtpCode other) {
        int missing = other.isNumeral ? Math.max(0, value.length() - other.value.length()) : 0;
        String guess = "0".repeat(missing) + other.value;
        int difference = value.length() ^ guess.length();
        for (int i = 0; i < value.length(); i++) {
            difference |= value.charAt(i) ^ guess.charAt(i % guess.length());
        }
        return difference == 0;
    }

    /** Capitals and small letters make no other code. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OtpCode code && value.equals(code.value) && isNumeral == code.isNumeral;
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "OtpCode[redacted]";
    }
}
