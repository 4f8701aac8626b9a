package io.latchkey.adapters.sms.oauth;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/**
 * A call for a token that a signed statement gives the right to (RFC 7523 §2.1), as Google's service accounts make it.
 *
 * @param assertion a signed JWT; it names the issuer, the audience and what the token is for
 */
public record AssertionRequest(URI url, String assertion) implements TokenCall {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    @Override
    public HttpRequest toHttp() {
        String body = "grant_type=" + URLEncoder.encode(GRANT, StandardCharsets.UTF_8) + "&assertion="
                + URLEncoder.encode(assertion, StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(url)
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .setHeader("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    @Override
    public String toString() {
        return "AssertionRequest[url=" + url + "]";
    }
}
