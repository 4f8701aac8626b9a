package io.latchkey.adapters.sms.http;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A call that is being prepared. Never logged: it holds the message and the credentials. */
public final class OutgoingCall {
    private final String method;
    private String body;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private URI uri;

    OutgoingCall(String method, URI uri, String body) {
        this.method = method;
        this.uri = uri;
        this.body = body;
    }

    public String method() {
        return method;
    }

    public URI uri() {
        return uri;
    }

    public String body() {
        return body;
    }

    /** The host, in the form of the {@code Host} header. */
    String host() {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ':' + uri.getPort();
    }

    String pathAndQuery() {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + '?' + uri.getRawQuery();
    }

    /** The headers, in the order in which they were set. */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    void header(String name, String value) {
        headers.put(name, value);
    }

    /** The value of a header that was set before; empty when there is none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The headers whose names begin with this text, by name in lower case. */
    Map<String, String> headersFrom(String beginning) {
        Map<String, String> found = new TreeMap<>();
        headers.forEach((name, value) -> {
            String small = name.toLowerCase(Locale.ROOT);
            if (small.startsWith(beginning)) {
                found.put(small, value.strip());
            }
        });
        return found;
    }

    void query(String name, String value) {
        String pair = URLEncoder.encode(name, StandardCharsets.UTF_8)
                + '='
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
        uri = URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + pair);
    }

    /** Adds a field to a body that is a form. */
    void field(String name, String value) {
        String pair = RequestBody.Form.pair(name, value);
        body = body.isEmpty() ? pair : body + '&' + pair;
    }

    /** @throws IllegalArgumentException when a header cannot be sent */
    HttpRequest request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::setHeader);
        return request.method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
