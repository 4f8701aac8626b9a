package io.latchkey.adapters.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.config.JWTAuthContextInfoProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Services elsewhere check our tokens with the verifiers they have, as these are set up by default: nobody can tell them to look at
 * an audience or a claim of ours. They know our keys, our issuer and our algorithm, and no more.
 */
class StockVerifiersTest {
    private static final SignedTokens TOKENS = new SignedTokens(Clock.systemUTC());
    private static HttpServer server;

    @BeforeAll
    static void publish_the_keys() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/jwks.json", exchange -> {
            byte[] keys = TOKENS.keys.publicKeySet().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static String keySet() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json";
    }

    /** A verifier as docs/verify-tokens.md sets it up. */
    enum StockVerifier {
        SPRING_SECURITY {
            @Override
            Optional<String> subject(String token) {
                NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keySet())
                        .jwsAlgorithm(org.springframework.security.oauth2.jose.jws.SignatureAlgorithm.ES256)
                        .build();
                decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(SignedTokens.ISSUER));
                try {
                    return Optional.of(decoder.decode(token).getSubject());
                } catch (JwtException refused) {
                    return Optional.empty();
                }
            }
        },
        SMALLRYE_JWT {
            @Override
            Optional<String> subject(String token) {
                JWTAuthContextInfo settings = JWTAuthContextInfoProvider.createWithKeyLocation(
                                keySet(), SignedTokens.ISSUER)
                        .getContextInfo();
                settings.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
                try {
                    return Optional.of(new DefaultJWTParser(settings).parse(token))
                            .map(JsonWebToken::getSubject);
                } catch (ParseException refused) {
                    return Optional.empty();
                }
            }
        };

        /** Whom the token names, if it is taken. */
        abstract Optional<String> subject(String token);
    }

    @ParameterizedTest
    @EnumSource
    void takes_access_tokens(StockVerifier verifier) {
        assertThat(verifier.subject(TOKENS.issue(TokenKind.ACCESS)))
                .contains(SignedTokens.USER.id().toString());
    }

    @ParameterizedTest
    @EnumSource
    void takes_nothing_else_that_is_signed(StockVerifier verifier) {
        for (TokenKind kind : TokenKind.values()) {
            if (kind != TokenKind.ACCESS) {
                assertThat(verifier.subject(TOKENS.issue(kind))).as("%s", kind).isEmpty();
            }
        }
    }

    /** Shows that the tokens above are refused for what sets them apart, and not for something that is broken. */
    @ParameterizedTest
    @EnumSource
    void takes_a_proof_that_is_dressed_as_an_access_token(StockVerifier verifier) {
        SignedJWT proof = SignedTokens.parse(TOKENS.issue(TokenKind.PROOF));
        JWTClaimsSet claims = new JWTClaimsSet.Builder(SignedTokens.claims(proof))
                .issuer(SignedTokens.ISSUER)
                .build();
        String dressed = TOKENS.sign(TokenKind.ACCESS.header(proof.getHeader().getKeyID()), claims);
        assertThat(verifier.subject(dressed)).contains(claims.getSubject());
    }

    /** The issuer alone makes the difference, even for who looks at no type. */
    @ParameterizedTest
    @EnumSource
    void refuses_another_issuer_of_ours_whatever_the_type(StockVerifier verifier) {
        SignedJWT proof = SignedTokens.parse(TOKENS.issue(TokenKind.PROOF));
        String token = TOKENS.sign(TokenKind.ACCESS.header(proof.getHeader().getKeyID()), SignedTokens.claims(proof));
        assertThat(verifier.subject(token)).isEmpty();
    }
}
