package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.http.LoopbackServer.Received;
import io.latchkey.adapters.sms.http.LoopbackServer.Reply;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.domain.delivery.DeliveryOutcome;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads the tokens that a definition signs with nothing but the platform's own signatures. */
@Timeout(60)
class SignedTokenTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** The private key of RFC 7515 appendix A.2, as its members n, e, d, p and q. */
    private static final List<String> RFC_7515_A_2 = List.of(
            "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
            "AQAB",
            "Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgvfTeXZx9SE-7YwVol2NXOoAJe46sui395IW_GO-pWJ1O0BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M_V51gfpRLI9JYanrC4D4qAdGcopV_0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDVZFD9pIuhLhBOneufuBiB4cS98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ",
            "4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7ouZ2KKDcmnPGBY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc",
            "uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wDmpe_HlB-TnBA-njbglfIsRLtXlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc");

    private final LoopbackServer server = new LoopbackServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void signs_a_token_of_its_own_with_rsa() throws GeneralSecurityException, IOException {
        String auth = """
                auth: {jwt: {algorithm: rs256, key: "{secret.private-key}", claims: {application_id: "{secret.app}"},
                  lifetime: PT15M}}
                """;
        Acme.open(
                        Acme.definition(Acme.json("id: \"{id}\"", auth)),
                        server,
                        Map.of("private-key", pem(rfcKey()), "app", "aaaa-bbbb"))
                .send(Acme.message(Duration.ofMinutes(5)));
        String[] token = token(server.received.get(0)).split("\\.", -1);
        assertThat(JSON.readTree(decode(token[0]))).isEqualTo(JSON.readTree("""
                        {"alg":"RS256","typ":"JWT"}"""));
        JsonNode claims = JSON.readTree(decode(token[1]));
        assertThat(claims.path("application_id").asText()).isEqualTo("aaaa-bbbb");
        assertThat(claims.path("iat").asLong()).isEqualTo(Acme.NOW.getEpochSecond());
        assertThat(claims.path("exp").asLong()).isEqualTo(Acme.NOW.getEpochSecond() + 900);
        assertThat(claims.path("jti").asText()).matches("[0-9a-f]{32}");
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) rfcKey();
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())));
        check.update((token[0] + '.' + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(decode(token[2]))).isTrue();
    }

    @Test
    void signs_a_token_of_its_own_on_a_curve() throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        String auth = """
                auth: {jwt: {algorithm: es256, key: "{secret.private-key}", key-id: "{secret.kid}", claims: {iss: "{secret.team}"}}}
                """;
        Acme.open(
                        Acme.definition(Acme.json("id: \"{id}\"", auth)),
                        server,
                        Map.of(
                                "private-key",
                                pem(keys.getPrivate()).replace("\n", "\\n"),
                                "kid",
                                "key-7",
                                "team",
                                "T1"))
                .send(Acme.message(Duration.ofMinutes(5)));
        String[] token = token(server.received.get(0)).split("\\.", -1);
        assertThat(JSON.readTree(decode(token[0]))).isEqualTo(JSON.readTree("""
                        {"alg":"ES256","kid":"key-7","typ":"JWT"}"""));
        assertThat(JSON.readTree(decode(token[1])).path("iss").asText()).isEqualTo("T1");
        Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(keys.getPublic());
        check.update((token[0] + '.' + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(decode(token[2]))).isTrue();
    }

    @Test
    void gets_an_access_token_for_a_signed_statement_as_google_grants_it()
            throws GeneralSecurityException, IOException {
        String auth = """
                auth: {oauth2: {token-url: "https://oauth2.acme.example/token", follows-base-url: true, jwt: {algorithm: rs256,
                  key: "{secret.private-key}", lifetime: PT1H, claims: {iss: "{secret.client-email}",
                  scope: "https://www.acme.example/auth/messages", aud: "https://oauth2.acme.example/token"}}}}
                """;
        server.answer = request -> request.path().equals("/token") ? Reply.of(200, """
                        {"access_token":"ya29.x","expires_in":3599,"token_type":"Bearer"}""") : Reply.of(200, """
                        {"id":"m1"}""");
        HttpProvider provider = Acme.open(
                Acme.definition(Acme.json("id: \"{id}\"", auth)),
                server,
                Map.of("private-key", pem(rfcKey()), "client-email", "sms@project.example"));
        assertThat(provider.send(Acme.message(Duration.ofMinutes(5))))
                .isEqualTo(new DeliveryOutcome.Accepted("acme", Optional.of("m1")));
        provider.send(Acme.message(Duration.ofMinutes(5)));
        assertThat(server.received).extracting(Received::path).containsExactly("/token", "/v1/send", "/v1/send");
        Map<String, String> asked = ReceiptForm.pairs(server.received.get(0).body());
        assertThat(asked)
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                .hasSize(2);
        JsonNode claims =
                JSON.readTree(decode(asked.getOrDefault("assertion", "").split("\\.", -1)[1]));
        assertThat(claims.path("iss").asText()).isEqualTo("sms@project.example");
        assertThat(claims.path("aud").asText()).isEqualTo("https://oauth2.acme.example/token");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
        assertThat(token(server.received.get(2))).isEqualTo("ya29.x");
    }

    @Test
    void refuses_a_key_that_is_none_before_the_first_message() {
        String auth = """
                auth: {jwt: {algorithm: rs256, key: "{secret.private-key}", claims: {}}}
                """;
        HttpDefinition definition = Acme.definition(Acme.json("id: \"{id}\"", auth));
        assertThatThrownBy(() -> Acme.open(definition, server, Map.of("private-key", "s3cret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("private-key must be a private key in PEM, in the form of PKCS #8 (BEGIN PRIVATE KEY)");
        assertThatThrownBy(() -> Acme.open(definition, server, Map.of("private-key", """
                        -----BEGIN PRIVATE KEY-----
                        czNjcmV0
                        -----END PRIVATE KEY-----
                        """)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("private-key must be a private key for RS256");
    }

    @Test
    void refuses_claims_that_every_token_has() {
        assertThatThrownBy(() -> AuthReader.auth(
                        Place.root("acme.yaml", "jwt: {algorithm: rs256, key: '{secret.key}', claims: {exp: never}}")))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("jwt.claims.exp is added to every token");
    }

    @Test
    void tells_a_sender_without_its_plus_sign() {
        HttpDefinition definition = Acme.definition(Acme.json("from: \"{fromDigits}\"", ""));
        Acme.open(definition, server, Map.of()).send(Acme.message(Duration.ofMinutes(5)));
        assertThat(server.received.get(0).body()).contains("\"from\":\"4930123456\"");
        ProviderSettings named = new ProviderSettings(
                "+Acme",
                "",
                value -> Optional.empty(),
                Optional.of(server.uri()),
                true,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
        new HttpProvider(definition, named, Clock.fixed(Acme.NOW, ZoneOffset.UTC))
                .send(Acme.message(Duration.ofMinutes(5)));
        assertThat(server.received.get(1).body()).contains("\"from\":\"+Acme\"");
    }

    private static String token(Received request) {
        assertThat(request.header("Authorization")).startsWith("Bearer ");
        return request.header("Authorization").substring("Bearer ".length());
    }

    private static byte[] decode(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    private static String pem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static PrivateKey rfcKey() throws GeneralSecurityException {
        List<BigInteger> parts = RFC_7515_A_2.stream()
                .map(part -> new BigInteger(1, decode(part)))
                .toList();
        BigInteger d = parts.get(2);
        BigInteger p = parts.get(3);
        BigInteger q = parts.get(4);
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateCrtKeySpec(
                        parts.get(0),
                        parts.get(1),
                        d,
                        p,
                        q,
                        d.mod(p.subtract(BigInteger.ONE)),
                        d.mod(q.subtract(BigInteger.ONE)),
                        q.modInverse(p)));
    }
}
