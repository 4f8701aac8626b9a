package io.latchkey.adapters.sms.template;

import java.util.BitSet;
import java.util.List;

/** Counts what a text costs: an SMS of several segments is paid several times (3GPP TS 23.038 and 23.040). */
public final class SmsSegments {
    private static final BitSet BASIC = symbols("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
    private static final BitSet EXTENDED = symbols("\f^{}\\[~]|€");

    private SmsSegments() {}

    /** Whether every character is in the GSM 7-bit default alphabet or its extension. */
    public static boolean isGsm7(String text) {
        return text.codePoints().allMatch(SmsSegments::isGsm7);
    }

    /** The characters that send the whole text as UCS-2, each once and in the text's order; empty for none. */
    public static List<String> beyondGsm7(String text) {
        return text.codePoints()
                .filter(symbol -> !isGsm7(symbol))
                .distinct()
                .mapToObj(Character::toString)
                .toList();
    }

    /** Length in septets, of which extended characters take two; in UTF-16 units once one character is beyond GSM 7-bit. */
    public static int units(String text) {
        return isGsm7(text) ? text.chars().map(SmsSegments::septets).sum() : text.length();
    }

    /** Units one segment holds where the text needs no other: 160 septets or 70 UTF-16 units. */
    public static int limit(String text) {
        return isGsm7(text) ? 160 : 70;
    }

    /** Segments the text takes: 160 septets or 153 of several, 70 UTF-16 units or 67 of several. */
    public static int count(String text) {
        if (units(text) <= limit(text)) {
            return 1;
        }
        boolean isGsm7 = isGsm7(text);
        int room = isGsm7 ? 153 : 67;
        int segments = 1;
        int used = 0;
        for (int symbol : text.codePoints().toArray()) {
            // Neither an extended character's two septets nor a surrogate pair is ever parted.
            int width = isGsm7 ? septets(symbol) : Character.charCount(symbol);
            if (used + width > room) {
                segments++;
                used = 0;
            }
            used += width;
        }
        return segments;
    }

    private static BitSet symbols(String alphabet) {
        return alphabet.chars().collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private static boolean isGsm7(int symbol) {
        return BASIC.get(symbol) || EXTENDED.get(symbol);
    }

    private static int septets(int symbol) {
        return EXTENDED.get(symbol) ? 2 : 1;
    }
}
