package io.latchkey.adapters.sms.oauth;

import io.latchkey.adapters.sms.net.HttpClients;
import io.latchkey.adapters.sms.net.Loopback;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Our account at a token server.
 *
 * @param tokenUrl https; http to this machine only
 * @param clientSecret called for each fetch, so that the secret can rotate
 * @param scope what the token is for; may be empty when the server needs none
 * @param connectTimeout time until the connection is open; (0, 10 s]
 */
public record OAuthClient(
        URI tokenUrl, String clientId, Supplier<String> clientSecret, String scope, Duration connectTimeout) {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    /** @throws IllegalArgumentException naming the setting that is refused */
    public OAuthClient {
        String host = tokenUrl.getHost();
        check(
                host != null
                        && ("https".equals(tokenUrl.getScheme())
                                || "http".equals(tokenUrl.getScheme()) && Loopback.names(host)),
                "token-url must be an https address; http only to this machine");
        check(
                tokenUrl.getRawUserInfo() == null && tokenUrl.getRawFragment() == null,
                "token-url must have no user and no fragment");
        check(!clientId.isBlank(), "client-id must not be blank");
        check(
                connectTimeout.compareTo(Duration.ZERO) > 0 && connectTimeout.compareTo(LONGEST_CONNECT) <= 0,
                "connect-timeout must be more than zero and at most PT10S");
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** The tokens that the server grants this client. */
    public AccessTokens tokens(Clock clock) {
        return new GrantedTokens(
                HttpClients.open(connectTimeout),
                () -> new TokenRequest(tokenUrl, clientId, clientSecret.get(), scope, TokenRequest.ClientProof.BODY),
                clock);
    }

    @Override
    public String toString() {
        return "OAuthClient[tokenUrl=" + tokenUrl + ", clientId=" + clientId + "]";
    }
}
