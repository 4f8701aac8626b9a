package io.latchkey.domain.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Username: 3 to 64 letters, digits, dots, hyphens or underscores. At least one is a letter, so that a username is
 * never taken for an e-mail address or a phone number. It is shown as typed, and compared after NFKC and case folding.
 */
public record Username(String value) {
    private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{2,63}");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    public Username {
        if (!SHAPE.matcher(value).matches()
                || !LETTER.matcher(value).find()
                || fold(value).length() > 64) {
            throw new InvalidValueException(
                    "must be 3 to 64 letters, digits, dots, hyphens or underscores, with at least one letter");
        }
    }

    /**
     * Reads a username, without what was pasted around it.
     *
     * @throws InvalidValueException when the text is no username
     */
    public static Username parse(String raw) {
        return new Username(PastedText.trim(raw));
    }

    /** The form that look-alike spellings share (Unicode NFKC, lower case). */
    public String key() {
        return fold(value);
    }

    private static String fold(String text) {
        return Normalizer.normalize(
                Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }
}
