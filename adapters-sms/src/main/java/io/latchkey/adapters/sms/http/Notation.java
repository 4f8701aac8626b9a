package io.latchkey.adapters.sms.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The notation of a body, with its way of escaping values. */
public enum Notation {
    FORM("application/x-www-form-urlencoded") {
        @Override
        public String escape(String value) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    },
    /** Values stand in strings. */
    JSON("application/json") {
        @Override
        public String escape(String value) {
            return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value));
        }
    },
    /** Values stand in texts and attributes. Characters that XML 1.0 does not allow are left out. */
    XML("application/xml; charset=UTF-8") {
        @Override
        public String escape(String value) {
            StringBuilder text = new StringBuilder();
            value.codePoints().forEach(symbol -> {
                switch (symbol) {
                    case '&' -> text.append("&amp;");
                    case '<' -> text.append("&lt;");
                    case '>' -> text.append("&gt;");
                    case '"' -> text.append("&quot;");
                    case '\'' -> text.append("&#39;");
                    case '\n' -> text.append("&#10;");
                    case '\r' -> text.append("&#13;");
                    case '\t' -> text.append("&#9;");
                    default -> {
                        if (symbol >= ' ') {
                            text.appendCodePoint(symbol);
                        }
                    }
                }
            });
            return text.toString();
        }
    };

    private final String mediaType;

    Notation(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** Escapes the value for this notation. */
    public abstract String escape(String value);
}
