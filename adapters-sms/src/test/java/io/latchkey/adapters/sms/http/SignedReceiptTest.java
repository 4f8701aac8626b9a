package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.ReceiptNonce;
import io.latchkey.application.delivery.port.ReceiptReader.Read;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import io.latchkey.domain.message.DeliveryState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures of receipts as definitions describe them. */
class SignedReceiptTest {
    private static final URI NOWHERE = URI.create("https://nowhere.example.org");
    private static final Reading REFUSED = new Reading.NotAuthentic();
    private static final Reading TAKEN = new Reading.Receipts(List.of(new Report("1", DeliveryState.DELIVERED)));

    private static HttpReceiptReader reader(String signature, String secret, String at) {
        HttpDefinition definition = Acme.definition(Acme.json("x: 1", """
            defaults: {key: ""}
            receipts: {form: json, reference: /id, state: /s, delivered: d, failed: f, signature: %s}
            """.formatted(signature)));
        return new HttpReceiptReader(
                definition,
                Acme.settings("acme", NOWHERE, Map.of("key", secret)),
                Clock.fixed(Instant.parse(at), ZoneOffset.UTC));
    }

    private static ReceiptCall call(Map<String, String> headers, String body) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new ReceiptCall("acme", lists, "", body.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    }

    /** Key, signature, time and body are those of sendgrid-java, EventWebhookTest. */
    @ParameterizedTest
    @CsvSource({
        "2020-09-14T19:41:42Z, '', true",
        "2020-09-14T19:46:42Z, '', true",
        "2020-09-14T19:46:43Z, '', false",
        "2020-09-14T19:36:41Z, '', false",
        "2020-09-14T19:41:42Z, ' ', false"
    })
    void believes_the_vector_of_sendgrid_while_it_is_fresh(String now, String more, boolean isBelieved) {
        String body = """
            [{"email":"hello@world.com","event":"dropped","reason":"Bounced Address","sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA","sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0","smtp-id":"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>","timestamp":1600112492}]\r
            """;
        HttpReceiptReader reader = new HttpReceiptReader(
                Bundled.definition("sendgrid"),
                Acme.settings(
                        "sendgrid",
                        NOWHERE,
                        Map.of(
                                "public-key",
                                "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==")),
                Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
        ReceiptCall call = new ReceiptCall(
                "sendgrid",
                Map.of(
                        "x-twilio-email-event-webhook-signature",
                        List.of(
                                "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM="),
                        "x-twilio-email-event-webhook-timestamp",
                        List.of("1600112502")),
                "",
                (body + more).getBytes(StandardCharsets.UTF_8));
        // The vector names none of our messages.
        assertThat(FirstUse.read(reader, call)).contains(isBelieved ? new Reading.Receipts(List.of()) : REFUSED);
    }

    /** Secret, id, time, body and signature are those of Svix, "Verifying Webhooks Manually". */
    @ParameterizedTest
    @CsvSource({
        "'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', true",
        "'v1,bm9ldHUjKzFob2VudXRob2VodWUzMjRvdWVvdW9ldQo= v2,MzJsNDk4MzI0K2VvdSMjMTEjQEBAQDEyMzMzMzEyMwo="
                + " v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', true",
        "'v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', false",
        "'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', false",
        "'v1,', false",
        "'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=', false",
        "'', false",
        "'v1, v1, v1, v1, v1, v1, v1, v1, v1, v1, v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', false"
    })
    void believes_one_good_signature_among_those_of_standard_webhooks(String shown, boolean isBelieved) {
        for (String secret : List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")) {
            HttpReceiptReader reader = new HttpReceiptReader(
                    Bundled.definition("resend"),
                    Acme.settings("resend", NOWHERE, Map.of("webhook-secret", secret)),
                    Clock.fixed(Instant.ofEpochSecond(1614265330), ZoneOffset.UTC));
            ReceiptCall call = new ReceiptCall(
                    "resend",
                    Map.of(
                            "svix-id",
                            List.of("msg_p5jXN8AQM9LWM0D4loKWxJek"),
                            "svix-timestamp",
                            List.of("1614265330"),
                            "svix-signature",
                            List.of(shown)),
                    "",
                    "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
            assertThat(FirstUse.read(reader, call)).contains(isBelieved ? new Reading.Receipts(List.of()) : REFUSED);
        }
    }

    @Test
    void refuses_everything_under_a_key_that_cannot_be_read() {
        String signature = "{hmac: sha256, key: '{secret.key}', key-form: base64, over: '{body}', header: X-Sign}";
        for (String key : List.of("", "***", " ")) {
            assertThat(FirstUse.read(
                            reader(signature, key, "2026-01-02T03:04:05Z"), call(Map.of("x-sign", "00"), "{}")))
                    .as(key)
                    .contains(REFUSED);
        }
    }

    private static ReceiptNonce nonce(Read read) {
        return read.nonce().orElseThrow();
    }

    private static final String IN_BODY = "{hmac: sha256, key: '{secret.key}', over: '{body.sig.time}{body.sig.token}',"
            + " at: '{body.sig.value}', time: '{body.sig.time}', tolerance: PT15M, once: '{body.sig.token}',"
            + " lengths: {body.sig.time: 10, body.sig.token: 5}}";

    private static ReceiptCall inBody(String time, String token, String message) throws GeneralSecurityException {
        String value = HexFormat.of().formatHex(hmac(new byte[] {'k'}, time + token));
        return call(
                Map.of(),
                "{\"sig\":{\"time\":\"" + time + "\",\"token\":\"" + token + "\",\"value\":\"" + value + "\"},"
                        + message + "}");
    }

    @Test
    void takes_a_signature_in_the_body_once_and_in_time() throws GeneralSecurityException {
        HttpReceiptReader reader = reader(IN_BODY, "k", "2026-01-02T03:04:05Z");
        ReceiptCall call = inBody("1767323045", "ooone", "\"id\":1,\"s\":\"d\"");
        Read taken = reader.read(call).orElseThrow();
        assertThat(taken.reading()).isEqualTo(TAKEN);
        assertThat(reader.read(call)).contains(taken);
        // The signature covers neither id nor state, so a token is good for one body.
        assertThat(reader.read(inBody("1767323045", "ooone", "\"id\":2,\"s\":\"f\"")))
                .hasValueSatisfying(other ->
                        assertThat(nonce(other).id()).isEqualTo(nonce(taken).id()))
                .hasValueSatisfying(other -> assertThat(nonce(other).content())
                        .isNotEqualTo(nonce(taken).content()));
        assertThat(FirstUse.read(reader, inBody("1767322144", "twooo", "\"id\":1,\"s\":\"d\"")))
                .contains(REFUSED);
        assertThat(FirstUse.read(reader, inBody("", "three", "\"id\":1,\"s\":\"d\"")))
                .contains(REFUSED);
        assertThat(FirstUse.read(reader, inBody("1767323045", "", "\"id\":1,\"s\":\"d\"")))
                .contains(REFUSED);
        assertThat(FirstUse.read(reader, call(Map.of(), "{\"sig\":7,\"id\":1,\"s\":\"d\"}")))
                .contains(REFUSED);
        assertThat(FirstUse.read(reader, call(Map.of(), "no JSON"))).contains(REFUSED);
        assertThat(FirstUse.read(reader(IN_BODY, "", "2026-01-02T03:04:05Z"), call))
                .contains(REFUSED);
    }

    /** Mailgun signs its time and its token without anything between. */
    @Test
    void believes_no_token_whose_bounds_were_moved() throws GeneralSecurityException {
        String time = "1767323045";
        String token = "123" + "a".repeat(47);
        String value = HexFormat.of().formatHex(hmac(new byte[] {'k'}, time + token));
        HttpReceiptReader reader = new HttpReceiptReader(
                Bundled.definition("mailgun"),
                Acme.settings("mailgun", NOWHERE, Map.of("webhook-key", "k")),
                Clock.fixed(Instant.ofEpochSecond(1767323045), ZoneOffset.UTC));
        String whole = time + token;
        for (int bound = 0; bound <= whole.length(); bound++) {
            String body = """
                {"signature": {"timestamp": "%s", "token": "%s", "signature": "%s"}, "event-data": {"event": "opened", "n": %d}}
                """.formatted(whole.substring(0, bound), whole.substring(bound), value, bound);
            assertThat(FirstUse.read(
                            reader, new ReceiptCall("mailgun", Map.of(), "", body.getBytes(StandardCharsets.UTF_8))))
                    .as("bound at %d", bound)
                    .contains(bound == time.length() ? new Reading.Receipts(List.of()) : REFUSED);
        }
    }

    /** FIPS 186-5 §6.4.2: both numbers are from 1 to the order less 1. Java 17.0.2 takes two zeros for good (CVE-2022-21449). */
    @ParameterizedTest
    @CsvSource({
        "3006020100020100, false, zeros",
        "3006020101020100, false, s is zero",
        "3006020100020101, false, r is zero",
        "3006020101020101, true, ones",
        "30060201ff020101, false, r is negative",
        "3026022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551020101, false, r is the order",
        "3026022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550020101, true, r is the order less 1",
        "300602010102010100, false, more behind",
        "30080201010201010101, false, more within",
        "3081060201010201 01, true, long form",
        "3003020101, false, one number",
        "30, false, too short",
        "'', false, nothing"
    })
    void knows_the_range_of_ecdsa_signatures(String hex, boolean isInRange, String what)
            throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        byte[] der = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(EcdsaSignature.isInRange(der, generator.generateKeyPair().getPublic()))
                .as(what)
                .isEqualTo(isInRange);
    }

    @ParameterizedTest
    @CsvSource({"rsa, RSA, SHA256withRSA", "ecdsa, EC, SHA256withECDSA", "ed25519, Ed25519, Ed25519"})
    void believes_what_a_private_key_signed(String kind, String keys, String signatures)
            throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(keys).generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance(keys).generateKeyPair();
        String body = "{\"id\":1,\"s\":\"d\"}";
        String signature =
                "{" + kind + ": '{secret.key}', over: '{header.X-Time}.{body}', header: X-Sign, separator: ' '}";
        Signature signer = Signature.getInstance(signatures);
        signer.initSign(pair.getPrivate());
        signer.update(("7." + body).getBytes(StandardCharsets.UTF_8));
        String shown = Base64.getEncoder().encodeToString(signer.sign());
        String encoded = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
        ReceiptCall call = call(Map.of("x-time", "7", "x-sign", shown), body);
        for (String key : List.of(
                encoded.replaceAll("\\s", ""),
                "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n")) {
            assertThat(FirstUse.read(reader(signature, key, "2026-01-02T03:04:05Z"), call))
                    .contains(TAKEN);
        }
        for (String key :
                List.of(Base64.getEncoder().encodeToString(other.getPublic().getEncoded()), "", "AAAA", "no key")) {
            assertThat(FirstUse.read(reader(signature, key, "2026-01-02T03:04:05Z"), call))
                    .contains(REFUSED);
        }
        HttpReceiptReader reader = reader(signature, encoded, "2026-01-02T03:04:05Z");
        assertThat(FirstUse.read(reader, call(Map.of("x-time", "8", "x-sign", shown), body)))
                .contains(REFUSED);
        assertThat(FirstUse.read(reader, call(Map.of("x-time", "7", "x-sign", shown), body.replace("1", "2"))))
                .contains(REFUSED);
        for (String malformed : List.of("%%%", "AAAA", "MAYCAQACAQA=", "MAAA", "MA==", "MIAAAA==")) {
            assertThat(FirstUse.read(reader, call(Map.of("x-time", "7", "x-sign", malformed), body)))
                    .as(malformed)
                    .contains(REFUSED);
            // One that is malformed takes nothing from a good one beside it.
            assertThat(FirstUse.read(reader, call(Map.of("x-time", "7", "x-sign", malformed + ' ' + shown), body)))
                    .as(malformed)
                    .contains(TAKEN);
        }
        assertThat(FirstUse.read(reader, call(Map.of("x-time", "7"), body))).contains(REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        // value of the operator, header, believed
        "'s3cret', 'Basic aG9vazpzM2NyZXQ=', true",
        "'s3cret', 'Basic aG9vazp3cm9uZw==', false",
        "'s3cret', 'basic', false",
        "'s3cret', '', false",
        "'', 'Basic aG9vazo=', false"
    })
    void believes_user_and_password_of_http_basic(String password, String shown, boolean isBelieved) {
        HttpReceiptReader reader =
                reader("{basic: {user: hook, password: '{secret.key}'}}", password, "2026-01-02T03:04:05Z");
        assertThat(FirstUse.read(reader, call(Map.of("authorization", shown), "{\"id\":1,\"s\":\"d\"}")))
                .contains(isBelieved ? TAKEN : REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "t0ken, 'Bearer t0ken', true",
        "t0ken, 'Bearer other', false",
        "'', 'Bearer ', false",
        "'', 'Bearer', false"
    })
    void believes_an_agreed_header_only_where_its_secret_is_set(String token, String shown, boolean isBelieved) {
        HttpReceiptReader reader =
                reader("{header: Authorization, value: 'Bearer {secret.key}'}", token, "2026-01-02T03:04:05Z");
        assertThat(FirstUse.read(reader, call(Map.of("authorization", shown), "{\"id\":1,\"s\":\"d\"}")))
                .contains(isBelieved ? TAKEN : REFUSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{hmac: sha256, key: k, over: '{body}'} | must have one of header and at",
                "{hmac: sha256, key: k, over: '{body}', header: X, at: '{body.s}'} | must have one of header and at",
                "{hmac: sha256, key: k, over: '{body}', at: '{header.X}'} | at must be one text of the body",
                "{hmac: sha256, key: k, over: '{body}', at: 'body.s'} | at must be one text of the body",
                "{hmac: sha256, key: k, key-form: text8, over: '{body}', header: X} | key-form must be one of",
                "{hmac: sha256, key: k, over: '{body.a..b}', header: X} | over has the placeholder {body.a..b}",
                "{hmac: sha256, key: k, over: '{body}', header: X, time: '{body.t}', tolerance: PT1M} | time must be a"
                        + " part of over",
                "{hmac: sha256, key: k, over: '{body}', header: X, tolerance: PT1M} | must have both of time and"
                        + " tolerance",
                "{hmac: sha256, key: k, over: '{header.T}{body}', header: X} | over must have a text after {header.T}",
                "{hmac: sha256, key: k, over: '{body}{header.T}', header: X, lengths: {header.T: 3}} | over must have"
                        + " a text after {body}",
                "{ed25519: k, over: '{url}{header.T}', header: X} | over must have a text after {url}",
                "{hmac: sha256, key: k, over: '{params}{address}', header: X} | over must have a text after {params}",
                "{hmac: sha256, key: k, over: '{body}', header: X, lengths: {header.T: 3}} | lengths.header.T must be"
                        + " for a part of over",
                "{hmac: sha256, key: k, over: '{header.T}{body}', header: X, lengths: {header.T: ten}} |"
                        + " lengths.header.T must be a number",
                "{ecdsa: k, over: '{body}', header: X, key: k} | signature.key is no key known here",
                "{sns: k, over: '{body}'} | signature.over is no key known here",
                "{basic: k} | signature.basic must be a mapping",
                "{value: k} | must have one of hmac, ed25519, ecdsa, rsa, sns, basic, query, header"
            })
    void names_the_key_of_a_signature_that_it_refuses(String signature, String reason) {
        assertThatThrownBy(() -> reader(signature, "k", "2026-01-02T03:04:05Z"))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(reason);
    }
}
