package io.latchkey.domain.otp;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form of a code.
 *
 * @param length symbols per code; 4 to 32, and at least 6 decimal digits' worth unless {@code allowsShort}
 * @param alphabet the symbols, each once; digits, or digits and capital letters without look-alikes
 * @param allowsShort whether fewer than six decimal digits' worth is accepted (below NIST SP 800-63B-4 §3.1.3.2)
 */
public record CodeFormat(int length, String alphabet, boolean allowsShort) {
    public static final String DIGITS = "0123456789";
    /** Crockford's base 32: no I, L, O, U. */
    public static final String LETTERS_AND_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final Pattern TYPEABLE = Pattern.compile("[0-9A-Z]+");
    private static final double SIX_DIGITS_IN_BITS = 6 * Math.log(10) / Math.log(2);

    public CodeFormat {
        if (length < 4 || length > 32) {
            throw new IllegalArgumentException("a code has 4 to 32 symbols");
        }
        if (alphabet.length() < 10 || alphabet.chars().distinct().count() != alphabet.length()) {
            throw new IllegalArgumentException("a code's alphabet has ten or more different symbols");
        }
        if (!TYPEABLE.matcher(alphabet).matches()) {
            throw new IllegalArgumentException("a code's alphabet has digits and capital letters only");
        }
        double bits = length * Math.log(alphabet.length()) / Math.log(2);
        if (!allowsShort && bits < SIX_DIGITS_IN_BITS - 1e-9) {
            throw new IllegalArgumentException("a code of " + length + " symbols is easier to guess than six digits");
        }
    }

    /**
     * A decimal code.
     *
     * @param length digits; 6 or more (NIST SP 800-63B-4 §3.1.3.2)
     */
    public static CodeFormat digits(int length) {
        return new CodeFormat(length, DIGITS, false);
    }

    /**
     * Turns a message authentication code into a code that a person can type. Up to eight decimal digits come from
     * dynamic truncation (RFC 4226 §5.3). Its 31 bits would favour some longer codes. There each symbol is a remainder
     * of the whole message authentication code.
     *
     * @param mac 20 bytes or more
     */
    public OtpCode truncate(byte[] mac) {
        if (alphabet.equals(DIGITS) && length <= 8) {
            int offset = mac[mac.length - 1] & 0x0f;
            int binary = (mac[offset] & 0x7f) << 24
                    | (mac[offset + 1] & 0xff) << 16
                    | (mac[offset + 2] & 0xff) << 8
                    | mac[offset + 3] & 0xff;
            int modulus = 1;
            for (int i = 0; i < length; i++) {
                modulus *= 10;
            }
            return new OtpCode(String.format(Locale.ROOT, "%0" + length + "d", binary % modulus));
        }
        return new OtpCode(symbolsOf(mac));
    }

    private String symbolsOf(byte[] mac) {
        int[] digits = new int[mac.length];
        for (int i = 0; i < mac.length; i++) {
            digits[i] = mac[i] & 0xff;
        }
        StringBuilder code = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int remainder = 0;
            for (int j = 0; j < digits.length; j++) {
                int value = remainder << 8 | digits[j];
                digits[j] = value / alphabet.length();
                remainder = value % alphabet.length();
            }
            code.append(alphabet.charAt(remainder));
        }
        return code.toString();
    }
}
