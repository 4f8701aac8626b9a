package io.latchkey.adapters.rest.json;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Reads UTF-8 (RFC 3629). Malformed bytes are refused, not replaced. */
public final class Utf8 {
    private Utf8() {}

    /** @throws CharacterCodingException when the bytes are not UTF-8 */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /**
     * Reads a whole body, which may begin with a byte order mark (RFC 8259 §8.1).
     *
     * @throws CharacterCodingException when the bytes are not UTF-8
     */
    public static String decodeMarked(byte[] bytes) throws CharacterCodingException {
        String text = decode(bytes);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /**
     * Reads a part of a path, a query or a form, in which bytes are written as a percent sign and two hexadecimal digits (RFC 3986 §2.1).
     *
     * @param plusIsBlank whether a plus sign stands for a blank, as it does in queries and forms
     * @throws CharacterCodingException when a percent sign is not followed by two such digits, or the bytes are not UTF-8
     */
    public static String unescape(String escaped, boolean plusIsBlank) throws CharacterCodingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
        int from = 0;
        for (int i = 0; i < escaped.length(); i++) {
            char symbol = escaped.charAt(i);
            if (symbol == '%' || plusIsBlank && symbol == '+') {
                bytes.writeBytes(escaped.substring(from, i).getBytes(StandardCharsets.UTF_8));
                bytes.write(symbol == '+' ? ' ' : octet(escaped, i));
                i += symbol == '+' ? 0 : 2;
                from = i + 1;
            }
        }
        bytes.writeBytes(escaped.substring(from).getBytes(StandardCharsets.UTF_8));
        return decode(bytes.toByteArray());
    }

    private static int octet(String escaped, int percent) throws CharacterCodingException {
        if (percent + 2 >= escaped.length()
                || !HexFormat.isHexDigit(escaped.charAt(percent + 1))
                || !HexFormat.isHexDigit(escaped.charAt(percent + 2))) {
            throw new MalformedInputException(1);
        }
        return HexFormat.fromHexDigits(escaped, percent + 1, percent + 3);
    }
}
