package io.latchkey.adapters.sms.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The time of a call in the forms that providers ask for. */
final class CallTime {
    /** Names of the placeholders. */
    static final Set<String> NAMES = Set.of("timestamp", "timestampMillis", "httpDate", "isoTime", "day");

    /** IMF-fixdate (RFC 9110 §5.6.7), the form of RFC 1123 with two digits for the day. */
    private static final DateTimeFormatter HTTP_DATE = at("EEE, dd MMM yyyy HH:mm:ss 'GMT'");

    private static final DateTimeFormatter ISO = at("yyyy-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter DAY = at("yyyy-MM-dd");

    private CallTime() {}

    private static DateTimeFormatter at(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
    }

    /** The values of the placeholders, all of one instant in UTC. */
    static Map<String, String> of(Instant now) {
        return Map.of(
                "timestamp", Long.toString(now.getEpochSecond()),
                "timestampMillis", Long.toString(now.toEpochMilli()),
                "httpDate", HTTP_DATE.format(now),
                "isoTime", ISO.format(now),
                "day", DAY.format(now));
    }
}
