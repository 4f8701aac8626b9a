package io.latchkey.adapters.sms.http;

import com.fasterxml.jackson.core.JsonPointer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One HTTP provider of SMS.
 *
 * @param name what operators call the provider; 1 to 40 letters, digits, dots and hyphens
 * @param method {@code POST} or {@code PUT}; a code in an address would end up in logs
 * @param url the only address that is ever called
 * @param allowsPlainHttp whether {@code http} is accepted beyond this machine; codes travel readable then
 * @param headers sent with every message; no secrets here
 * @param from sender shown to the reader, put in for {@code {from}}; may be empty
 * @param idempotencyHeader header that carries the message's id, so that a second try is no second message
 * @param accepted statuses that mean that the provider took the message; 200 to 299
 * @param reference where in a JSON answer the provider's own id of the message stands; empty for nowhere
 * @param connectTimeout to the open connection; (0, 2 s]
 * @param overallTimeout to the last byte of the answer; (0, 10 s]
 */
public record HttpSmsSettings(
        String name,
        String method,
        URI url,
        boolean allowsPlainHttp,
        Map<String, String> headers,
        BodyTemplate body,
        String from,
        HttpAuthentication authentication,
        String idempotencyHeader,
        Set<Integer> accepted,
        Optional<JsonPointer> reference,
        Duration connectTimeout,
        Duration overallTimeout) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{1,40}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    /** @throws IllegalArgumentException naming the setting that is refused */
    public HttpSmsSettings {
        check(NAME.matcher(name).matches(), "name must be 1 to 40 letters, digits, dots and hyphens");
        check(method.equals("POST") || method.equals("PUT"), "method must be POST or PUT");
        check(
                url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null,
                "url must be an address with a host, without user and fragment");
        check(
                "https".equals(url.getScheme())
                        || "http".equals(url.getScheme())
                                && (allowsPlainHttp
                                        || LOOPBACK.matcher(url.getHost()).matches()),
                "url must begin with https, unless its host is this machine or allow-plain-http is set");
        check(
                !accepted.isEmpty() && accepted.stream().allMatch(status -> status >= 200 && status <= 299),
                "accepted-statuses must be one or more of 200 to 299");
        check(
                isPositiveUpTo(connectTimeout, Duration.ofSeconds(2)),
                "connect-timeout must be more than zero and at most PT2S");
        check(
                isPositiveUpTo(overallTimeout, Duration.ofSeconds(10)),
                "overall-timeout must be more than zero and at most PT10S");
        headers = Map.copyOf(headers);
        accepted = Set.copyOf(accepted);
    }

    private static boolean isPositiveUpTo(Duration value, Duration max) {
        return !value.isNegative() && !value.isZero() && value.compareTo(max) <= 0;
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    @Override
    public String toString() {
        return "HttpSmsSettings[name=" + name + "]";
    }
}
