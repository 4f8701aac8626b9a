package io.latchkey.domain.shared;

/** Tells texts that have one form in Unicode from those that may have several, and reads their characters without tables. */
final class Ascii {
    private static final int FIRST_OTHER = 128;

    private Ascii() {}

    /** Whether a character is a letter or a digit of ASCII. */
    static boolean isLetterOrDigit(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9';
    }

    /** Whether all characters are ASCII. Such a text is in every normal form of Unicode (UAX #15). */
    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_OTHER) {
                return false;
            }
        }
        return true;
    }
}
