package io.latchkey.adapters.sms.template;

/** Counts what a text costs: an SMS of several segments is paid several times (3GPP TS 23.038 and 23.040). */
public final class SmsSegments {
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";

    private SmsSegments() {}

    /** Whether every character is in the GSM 7-bit default alphabet or its extension. */
    public static boolean isGsm7(String text) {
        return text.chars().allMatch(symbol -> BASIC.indexOf(symbol) >= 0 || EXTENDED.indexOf(symbol) >= 0);
    }

    /** Segments the text takes: 160 septets or 153 of several, 70 UTF-16 units or 67 of several. */
    public static int count(String text) {
        if (isGsm7(text)) {
            int septets = 0;
            int segments = 1;
            int used = 0;
            for (int i = 0; i < text.length(); i++) {
                // An extended character takes two septets, which are never parted.
                int width = EXTENDED.indexOf(text.charAt(i)) >= 0 ? 2 : 1;
                septets += width;
                if (used + width > 153) {
                    segments++;
                    used = 0;
                }
                used += width;
            }
            return septets <= 160 ? 1 : segments;
        }
        return text.length() <= 70 ? 1 : (text.length() + 66) / 67;
    }
}
