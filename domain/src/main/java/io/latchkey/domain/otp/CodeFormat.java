package io.latchkey.domain.otp;

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
    private static final double SIX_DIGITS_IN_BITS = bits(6, DIGITS);
    /** Bits beyond those of a code that make no code likelier than another by more than one part in 2^40. */
    private static final int FAIR_BITS = 40;

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
        if (!allowsShort && bits(length, alphabet) < SIX_DIGITS_IN_BITS - 1e-9) {
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
     * Turns a message authentication code into the code a person types.
     *
     * <p>Up to six decimal digits come by dynamic truncation (RFC 4226 §5.3), which keeps 31 bits. All others come from the whole code
     * as a number: for {@code N = mac mod S^n}, with {@code S} symbols in the alphabet and {@code n} of them in the code, symbol
     * {@code i} is {@code N / S^i mod S}. Of the {@code 2^b} numbers each code gets {@code floor(2^b / S^n)} or one more, so that no code
     * is likelier than another by more than {@code S^n / 2^b} of its chance. That is below {@code 2^-40}; with the 31 bits of the
     * truncation it would be 1 in 21 for eight digits.
     *
     * @param mac 20 bytes or more, and at least 40 bits more than the code has
     */
    public OtpCode truncate(byte[] mac) {
        return new OtpCode(alphabet.equals(DIGITS) && length <= 6 ? truncatedDigits(mac) : symbolsOf(mac));
    }

    private static double bits(int length, String alphabet) {
        return length * Math.log(alphabet.length()) / Math.log(2);
    }

    private String truncatedDigits(byte[] mac) {
        int offset = mac[mac.length - 1] & 0x0f;
        int binary = (mac[offset] & 0x7f) << 24
                | (mac[offset + 1] & 0xff) << 16
                | (mac[offset + 2] & 0xff) << 8
                | mac[offset + 3] & 0xff;
        char[] code = new char[length];
        for (int i = length - 1; i >= 0; i--) {
            code[i] = (char) ('0' + binary % 10);
            binary /= 10;
        }
        return String.valueOf(code);
    }

    private String symbolsOf(byte[] mac) {
        if (mac.length * 8 < bits(length, alphabet) + FAIR_BITS) {
            throw new IllegalArgumentException("a code of " + length + " symbols needs a longer mac");
        }
        int[] digits = new int[mac.length];
        for (int i = 0; i < mac.length; i++) {
            digits[i] = mac[i] & 0xff;
        }
        int symbols = alphabet.length();
        StringBuilder code = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int remainder = 0;
            for (int j = 0; j < digits.length; j++) {
                int value = remainder << 8 | digits[j];
                digits[j] = value / symbols;
                remainder = value - digits[j] * symbols;
            }
            code.append(alphabet.charAt(remainder));
        }
        return code.toString();
    }
}
