package io.latchkey.domain.shared;

/** Tells texts that have one form in Unicode from those that may have several, and those of a few characters from all others. */
public final class Ascii {
    private static final int FIRST_OTHER = 128;

    private Ascii() {}

    /** Whether all characters are ASCII. Such a text is in every normal form of Unicode (UAX #15). */
    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_OTHER) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is letters, digits and these signs alone, all of them ASCII, and not empty. */
    public static boolean isOf(String text, String signs) {
        for (int i = 0; i < text.length(); i++) {
            char symbol = text.charAt(i);
            boolean isPlain = symbol >= 'a' && symbol <= 'z'
                    || symbol >= 'A' && symbol <= 'Z'
                    || symbol >= '0' && symbol <= '9'
                    || signs.indexOf(symbol) >= 0;
            if (!isPlain) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
