package io.latchkey.domain.shared;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.regex.Pattern;

/**
 * Username: 3 to 64 letters, digits, dots, hyphens or underscores. At least one is a letter, so that a username is
 * never taken for an e-mail address or a phone number. It is shown as typed. It is compared after full case folding and NFKC
 * (NFKC_Casefold of Unicode Standard Annex #44): {@code straße} and {@code STRASSE} are one name.
 */
public record Username(String value) {
    private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{2,63}");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Normalizer2 FOLDING = Normalizer2.getNFKCCasefoldInstance();
    private static final SpoofChecker LOOKS = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL | SpoofChecker.INVISIBLE | SpoofChecker.MIXED_NUMBERS)
            .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
            .build();

    public Username {
        if (!SHAPE.matcher(value).matches()
                || !LETTER.matcher(value).find()
                || fold(value).length() > 64) {
            throw new InvalidValueException(
                    "must be 3 to 64 letters, digits, dots, hyphens or underscores, with at least one letter");
        }
    }

    /**
     * Reads the username of somebody who has it, without what was pasted around it.
     *
     * @throws InvalidValueException when the text is no username
     */
    public static Username parse(String raw) {
        return new Username(PastedText.trim(raw));
    }

    /**
     * Reads a username that somebody wants. It is of one script, or mixes those that people mix, such as Latin and Japanese (UTS #39,
     * highly restrictive). So nobody takes a name that looks like another one.
     *
     * @throws InvalidValueException when the text is no username, or its letters are of scripts that are not written together
     */
    public static Username choose(String raw) {
        Username wanted = parse(raw);
        if (LOOKS.failsChecks(wanted.value())) {
            throw new InvalidValueException("must not mix letters or digits of different scripts, or repeat a mark");
        }
        return wanted;
    }

    /** The form that all spellings share. */
    public String key() {
        return fold(value);
    }

    private static String fold(String text) {
        return FOLDING.normalize(text);
    }
}
