package io.latchkey.domain.shared;

/** Tells texts that have one form in Unicode from those that may have several. */
final class Ascii {
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
}
