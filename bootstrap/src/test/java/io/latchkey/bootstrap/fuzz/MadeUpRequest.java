package io.latchkey.bootstrap.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request that nobody wrote.
 *
 * @param path with its query, as it goes over the wire
 * @param headers by name; none that a client of the Java platform refuses to send
 * @param contentType empty text for none
 */
@SuppressWarnings("ArrayRecordComponent")
public record MadeUpRequest(String method, String path, Map<String, String> headers, String contentType, byte[] body) {
    @Override
    public String toString() {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return method + ' ' + cut(path) + ' ' + headers + " [" + contentType + "] " + cut(text);
    }

    private static String cut(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "… (" + text.length() + ")" : text;
    }
}
