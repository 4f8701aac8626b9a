package io.latchkey.bootstrap.administration;

/** Texts of others, made fit for a line of a terminal. */
public final class OneLine {
    private OneLine() {}

    /** The text without what moves the cursor, starts a new line or turns the direction of reading. */
    public static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(symbol -> line.appendCodePoint(isUnfit(symbol) ? '\uFFFD' : symbol));
        return line.toString();
    }

    /** The same, cut off after so many characters. */
    static String of(String text, int most) {
        String line = of(text.substring(0, Math.min(text.length(), most)));
        return text.length() > most ? line + "…" : line;
    }

    private static boolean isUnfit(int symbol) {
        return switch (Character.getType(symbol)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
