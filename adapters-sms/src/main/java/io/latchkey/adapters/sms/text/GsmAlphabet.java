package io.latchkey.adapters.sms.text;

import java.io.ByteArrayOutputStream;

/** The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038 §6.2.1), one septet in each octet. */
public final class GsmAlphabet {
    private static final char ESCAPE = '\u001b';
    /** Each character's index is its code. */
    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ" + ESCAPE + "ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                    + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final String EXTENDED = "\f^{}\\[~]|€";
    private static final byte[] EXTENDED_CODES = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};

    /** Septets of each character up to the last one of the alphabet, by its code point. */
    private static final byte[] WIDTHS = new byte['€' + 1];

    static {
        for (int i = 0; i < BASIC.length(); i++) {
            WIDTHS[BASIC.charAt(i)] = 1;
        }
        for (int i = 0; i < EXTENDED.length(); i++) {
            WIDTHS[EXTENDED.charAt(i)] = 2;
        }
        WIDTHS[ESCAPE] = 0;
    }

    private GsmAlphabet() {}

    /**
     * Number of septets for the character: 1 for a basic one, 2 for an extended one, 0 for one that is not in the
     * alphabet.
     */
    static int width(char symbol) {
        return symbol < WIDTHS.length ? WIDTHS[symbol] : 0;
    }

    /** @throws IllegalArgumentException when a character is not in the alphabet; the text does not say which */
    public static byte[] encode(String text) {
        ByteArrayOutputStream septets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char symbol = text.charAt(i);
            int width = width(symbol);
            if (width == 0) {
                throw new IllegalArgumentException("a character is not in the GSM alphabet");
            }
            if (width == 2) {
                septets.write(ESCAPE);
                septets.write(EXTENDED_CODES[EXTENDED.indexOf(symbol)]);
            } else {
                septets.write(BASIC.indexOf(symbol));
            }
        }
        return septets.toByteArray();
    }

    /**
     * Decodes septets. An escape before a code outside the extension table is dropped and the code is shown alone, as
     * the standard says.
     */
    public static String decode(byte[] septets) {
        StringBuilder text = new StringBuilder();
        boolean isEscaped = false;
        for (byte septet : septets) {
            int code = septet & 0x7f;
            if (code == ESCAPE && !isEscaped) {
                isEscaped = true;
                continue;
            }
            int extended = isEscaped ? indexOfExtended(code) : -1;
            text.append(extended >= 0 ? EXTENDED.charAt(extended) : code == ESCAPE ? ' ' : BASIC.charAt(code));
            isEscaped = false;
        }
        return text.toString();
    }

    private static int indexOfExtended(int code) {
        for (int i = 0; i < EXTENDED_CODES.length; i++) {
            if (EXTENDED_CODES[i] == code) {
                return i;
            }
        }
        return -1;
    }
}
