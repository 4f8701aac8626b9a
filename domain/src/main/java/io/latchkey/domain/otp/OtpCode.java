package io.latchkey.domain.otp;

import io.latchkey.domain.shared.InvalidValueException;
import java.text.Normalizer;
import java.util.Locale;

/** A one-time code as text, leading zeros kept. Never printed: {@code toString} is redacted. */
public record OtpCode(String value) {
    private static final int MAX_TYPED_LENGTH = 64;

    /**
     * Reads what a person typed: decimal digits of any script become 0 to 9, letters become capitals, blanks and hyphens go.
     *
     * @throws InvalidValueException when nothing but blanks and hyphens was typed, or more than 64 characters were
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
        return new OtpCode(folded.toString().toUpperCase(Locale.ROOT));
    }

    private static boolean isFiller(int symbol) {
        return Character.isWhitespace(symbol)
                || Character.isSpaceChar(symbol)
                || Character.getType(symbol) == Character.DASH_PUNCTUATION
                || Character.getType(symbol) == Character.FORMAT;
    }

    /** Compares in a time that depends on the lengths alone (OWASP ASVS 5.0, 11.2.4). */
    public boolean matches(OtpCode other) {
        int difference = value.length() ^ other.value.length();
        for (int i = 0; i < value.length(); i++) {
            difference |= value.charAt(i) ^ other.value.charAt(i % other.value.length());
        }
        return difference == 0;
    }

    @Override
    public String toString() {
        return "OtpCode[redacted]";
    }
}
