package io.latchkey.adapters.sms.text;

import java.util.ArrayList;
import java.util.List;

/** Divides a text into SMS segments, each of which costs money (3GPP TS 23.038 and 23.040). */
public final class SmsSegments {
    private static final int ALONE = 160;
    private static final int OF_SEVERAL = 153;
    private static final int ALONE_UNICODE = 70;
    private static final int OF_SEVERAL_UNICODE = 67;

    private SmsSegments() {}

    /** Whether every character is in the GSM 7-bit default alphabet or its extension. */
    public static boolean isGsm7(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (GsmAlphabet.width(text.charAt(i)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** The characters that force the whole text into UCS-2, each once, in the text's order; empty for none. */
    public static List<String> beyondGsm7(String text) {
        return text.codePoints()
                .filter(symbol -> symbol > Character.MAX_VALUE || GsmAlphabet.width((char) symbol) == 0)
                .distinct()
                .mapToObj(Character::toString)
                .toList();
    }

    /**
     * The text's length. In the GSM alphabet it counts septets, two for an extended character. Else it counts UTF-16
     * units.
     */
    public static int units(String text) {
        return isGsm7(text)
                ? text.chars().map(symbol -> GsmAlphabet.width((char) symbol)).sum()
                : text.length();
    }

    /** Capacity of a text in one segment: 160 septets or 70 UTF-16 units. */
    public static int limit(String text) {
        return isGsm7(text) ? ALONE : ALONE_UNICODE;
    }

    /** Number of segments. One segment holds 160 septets or 70 UTF-16 units; each of several holds 153 or 67. */
    public static int count(String text) {
        return split(text).size();
    }

    /** The segments' texts, in order; never empty. Extended characters and surrogate pairs are not divided. */
    public static List<String> split(String text) {
        if (units(text) <= limit(text)) {
            return List.of(text);
        }
        boolean isGsm7 = isGsm7(text);
        int room = isGsm7 ? OF_SEVERAL : OF_SEVERAL_UNICODE;
        List<String> parts = new ArrayList<>();
        int start = 0;
        int used = 0;
        for (int at = 0; at < text.length(); ) {
            int length = Character.charCount(text.codePointAt(at));
            int width = isGsm7 ? GsmAlphabet.width(text.charAt(at)) : length;
            if (used + width > room) {
                parts.add(text.substring(start, at));
                start = at;
                used = 0;
            }
            used += width;
            at += length;
        }
        parts.add(text.substring(start));
        return List.copyOf(parts);
    }
}
