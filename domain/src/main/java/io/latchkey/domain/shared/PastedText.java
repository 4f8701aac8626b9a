package io.latchkey.domain.shared;

import java.util.function.IntPredicate;

/**
 * Frees a text from what came along when somebody copied it out of a page, a contact card or a message: blanks of any kind, line ends
 * and characters that nobody sees (Unicode categories Cf and Zs, Default_Ignorable_Code_Point).
 */
public final class PastedText {
    private PastedText() {}

    /** The text without blanks, line ends and invisible characters around it; those inside it stay. */
    public static String trim(String raw) {
        return trim(raw, symbol -> isBlank(symbol) || isInvisible(symbol));
    }

    /** The text without any invisible character, and without blanks and line ends around it. */
    public static String withoutInvisible(String raw) {
        return trim(without(raw, PastedText::isInvisible));
    }

    /**
     * The same, with the joiners and selectors that decide how the letters and emoji beside them look (RFC 5892 appendix A, UTS 51).
     * Marks of direction do not stay.
     */
    public static String withoutHidden(String raw) {
        return trim(without(raw, symbol -> isInvisible(symbol) && !isJoiner(symbol)));
    }

    private static String without(String raw, IntPredicate isDropped) {
        StringBuilder kept = new StringBuilder(raw.length());
        raw.codePoints().filter(isDropped.negate()).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isJoiner(int symbol) {
        return symbol == 0x200C
                || symbol == 0x200D
                || symbol >= 0xFE00 && symbol <= 0xFE0F
                || symbol >= 0xE0020 && symbol <= 0xE01EF
                || symbol >= 0x180B && symbol <= 0x180F;
    }

    /**
     * The text without the line ends and tabs around it, and the blanks outside of them. Other blanks around it stay, since a password
     * may begin with one.
     */
    public static String withoutLineEnds(String raw) {
        int start = 0;
        for (int i = 0; i < raw.length() && isBlank(raw.charAt(i)); i++) {
            start = Character.isISOControl(raw.charAt(i)) ? i + 1 : start;
        }
        int end = raw.length();
        for (int i = end - 1; i >= start && isBlank(raw.charAt(i)); i--) {
            end = Character.isISOControl(raw.charAt(i)) ? i : end;
        }
        return raw.substring(start, end);
    }

    private static String trim(String raw, IntPredicate isDropped) {
        int start = 0;
        while (start < raw.length() && isDropped.test(raw.codePointAt(start))) {
            start += Character.charCount(raw.codePointAt(start));
        }
        int end = raw.length();
        while (end > start && isDropped.test(raw.codePointBefore(end))) {
            end -= Character.charCount(raw.codePointBefore(end));
        }
        return raw.substring(start, end);
    }

    /** Whether a code point is a blank, a tab or a line end. */
    public static boolean isBlank(int symbol) {
        return symbol == '\u0085'
                || symbol == '\u2800'
                || symbol >= '\t' && symbol <= '\r'
                || Character.isSpaceChar(symbol);
    }

    /** Whether a code point shows nothing and takes no room: a mark of direction, a joiner, a byte order mark, a variation selector. */
    public static boolean isInvisible(int symbol) {
        return Character.getType(symbol) == Character.FORMAT
                || symbol >= 0xFE00 && symbol <= 0xFE0F
                || symbol >= 0xE0000 && symbol <= 0xE0FFF
                || symbol >= 0x180B && symbol <= 0x180F
                || symbol == 0x034F
                || symbol == 0x115F
                || symbol == 0x1160
                || symbol == 0x17B4
                || symbol == 0x17B5
                || symbol == 0x2065
                || symbol == 0x3164
                || symbol == 0xFFA0
                || symbol >= 0xFFF0 && symbol <= 0xFFF8;
    }
}
