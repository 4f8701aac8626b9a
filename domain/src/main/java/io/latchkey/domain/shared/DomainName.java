package io.latchkey.domain.shared;

import com.ibm.icu.text.IDNA;
import java.util.Locale;

/**
 * The name of a mail domain. All spellings of a domain are one value: letters of any script, capitals, and the ASCII form that starts
 * with {@code xn--} (UTS #46, non-transitional; RFC 5890 to 5893). Two names that are two domains in the DNS stay two values:
 * {@code straße.example} is not {@code strasse.example}.
 *
 * @param ascii the form that is sent to servers: labels of letters, digits and hyphens in lower case; at most 253 characters
 */
public record DomainName(String ascii) {
    private static final int MAX_LENGTH = 253;
    private static final IDNA UTS_46 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO
            | IDNA.USE_STD3_RULES);
    private static final int MAX_LABEL_LENGTH = 63;

    public DomainName {
        if (ascii.length() > MAX_LENGTH || !isName(ascii)) {
            throw new InvalidValueException("must be a domain such as example.org");
        }
    }

    /** Whether a text is two labels or more, of which the last begins with a letter and has two characters or more. */
    private static boolean isName(String text) {
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            if (!isLabel(text, start, dot)) {
                return false;
            }
            start = dot + 1;
        }
        return start > 0
                && text.length() - start >= 2
                && isLabel(text, start, text.length())
                && !isDigit(text.charAt(start));
    }

    /** Whether a part is 1 to 63 letters, digits and hyphens, with no hyphen at an end. */
    private static boolean isLabel(String text, int from, int to) {
        if (to - from < 1 || to - from > MAX_LABEL_LENGTH || text.charAt(from) == '-' || text.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            char symbol = text.charAt(i);
            if (!isDigit(symbol) && (symbol < 'a' || symbol > 'z') && symbol != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char symbol) {
        return symbol >= '0' && symbol <= '9';
    }

    /**
     * Reads a name in any spelling.
     *
     * @throws InvalidValueException when the text is no name of a domain below a top-level domain
     */
    public static DomainName parse(String raw) {
        String lower = raw.toLowerCase(Locale.ROOT);
        return isPlain(lower) ? new DomainName(lower) : new DomainName(toAscii(raw));
    }

    /** The form that people read: the letters of its script. */
    public String unicode() {
        if (isPlain(ascii)) {
            return ascii;
        }
        return UTS_46.nameToUnicode(ascii, new StringBuilder(), new IDNA.Info()).toString();
    }

    private static String toAscii(String raw) {
        IDNA.Info info = new IDNA.Info();
        String name = UTS_46.nameToASCII(raw, new StringBuilder(), info).toString();
        if (info.hasErrors()) {
            throw new InvalidValueException("must be a domain such as example.org");
        }
        return name;
    }

    /** Whether a name in lower case has one spelling only. */
    private static boolean isPlain(String lower) {
        return Ascii.isAscii(lower) && !lower.contains("xn--");
    }
}
