package io.latchkey.adapters.sms.oauth;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A call for a token by the client credentials grant (RFC 6749 §4.4.2).
 *
 * @param scope in the form of RFC 6749 §3.3; may be empty
 * @param proof how the client proves its identity
 */
public record TokenRequest(URI url, String clientId, String clientSecret, String scope, ClientProof proof)
        implements TokenCall {
    /** How the client proves its identity (RFC 6749 §2.3.1). */
    public enum ClientProof {
        /** HTTP Basic (RFC 7617) with id and secret unescaped, as SMS providers use it. */
        HEADER,
        /** Members of the body. */
        BODY
    }

    @Override
    public HttpRequest toHttp() {
        StringBuilder body = new StringBuilder("grant_type=client_credentials");
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .setHeader("Accept", "application/json");
        if (!scope.isEmpty()) {
            add(body, "scope", scope);
        }
        switch (proof) {
            case HEADER -> {
                byte[] pair = (clientId + ':' + clientSecret).getBytes(StandardCharsets.UTF_8);
                request.setHeader(
                        "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
            }
            case BODY -> {
                add(body, "client_id", clientId);
                add(body, "client_secret", clientSecret);
            }
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    private static void add(StringBuilder body, String name, String value) {
        body.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "TokenRequest[url=" + url + "]";
    }
}
