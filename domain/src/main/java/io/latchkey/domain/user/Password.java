package io.latchkey.domain.user;

import io.latchkey.domain.shared.InvalidValueException;
import java.text.Normalizer;

/**
 * A password in Unicode NFC and otherwise as typed (NIST SP 800-63B-4 §3.1.1.2). It has 1 to 256 code points, so that
 * the cost of hashing has a bound. It is never printed.
 */
public record Password(String value) {
    public static final int LONGEST = 256;

    public Password {
        value = Normalizer.normalize(value, Normalizer.Form.NFC);
        if (value.isEmpty()) {
            throw new InvalidValueException("must not be empty");
        }
        if (value.codePointCount(0, value.length()) > LONGEST) {
            throw new InvalidValueException("must be at most 256 characters long");
        }
        if (value.codePoints().anyMatch(symbol -> symbol == 0)) {
            throw new InvalidValueException("must not contain a null character");
        }
    }

    /** Length in code points, the unit of every length rule. */
    public int length() {
        return value.codePointCount(0, value.length());
    }

    @Override
    public String toString() {
        return "Password[redacted]";
    }
}
