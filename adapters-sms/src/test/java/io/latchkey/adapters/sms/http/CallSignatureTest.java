package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.http.LoopbackServer.Received;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares signatures with the examples that the providers publish. */
class CallSignatureTest {
    private static final String AZURE = """
            hmac: {algorithm: sha256, key: "{secret.access-key}", key-form: base64, encoding: base64,
              over: "{method}\\n{path}\\n{httpDate};{host};{bodySha256Base64}",
              headers: {x-ms-date: "{httpDate}", x-ms-content-sha256: "{bodySha256Base64}",
                Authorization: "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}"}}
            """;

    /** Azure SDK for Python, azure-communication-identity, tests/test_hmac.py, 2022. */
    @ParameterizedTest
    @CsvSource({
        "/, 88MDmJhUR3m5QhFxb8ztShsSwlGrg7g/6XPnWf7QEO4=",
        "/testPath, RoCrHjw7fb9fpHSbqvRUY2xa8RBS0YvI1cxI1x8AS38=",
        "/testPath?testQuery=yes, il99+rd6V5O136roX/zVePCNle78HmvC4B7tu9zRH3I="
    })
    void signs_as_azure_communication_services_does(String path, String signature) {
        OutgoingCall call =
                new OutgoingCall("GET", URI.create("https://contoso.communicationservices.azure.com" + path), "");
        sign(AZURE, call, Instant.parse("2022-04-13T18:09:12Z"), Map.of("secret.access-key", "pw=="));
        assertThat(call.header("Authorization"))
                .isEqualTo("HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + signature);
        assertThat(call.header("x-ms-date")).isEqualTo("Wed, 13 Apr 2022 18:09:12 GMT");
        assertThat(call.header("x-ms-content-sha256")).isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    /** Alibaba Cloud, "Request syntax and signature method V2": the example of DescribeRegions. */
    @Test
    void signs_sorted_parameters_of_the_address_as_alibaba_does() {
        OutgoingCall call = new OutgoingCall("GET", URI.create("https://ecs.aliyuncs.com/?Version=2014-05-26"), "");
        sign(
                """
                hmac: {algorithm: sha1, key: "{secret.key}&", encoding: base64,
                  over: "{method}&%2F&{sortedParamsEncoded}",
                  query: {Timestamp: "{isoTime}", Format: XML, AccessKeyId: "{secret.id}", Action: DescribeRegions,
                    SignatureMethod: HMAC-SHA1, SignatureNonce: "{nonce}", SignatureVersion: "1.0",
                    Signature: "{signature}"}}
                """,
                call,
                Instant.parse("2016-02-23T12:46:24Z"),
                Map.of(
                        "secret.key", "testsecret",
                        "secret.id", "testid",
                        "nonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"));
        assertThat(ReceiptForm.pairs(call.uri().getRawQuery()))
                .containsEntry("Signature", "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
    }

    /** The same example with its parameters in a form; only the method differs. */
    @Test
    void signs_the_fields_of_a_form_together_with_the_address() {
        OutgoingCall call = new OutgoingCall(
                "GET",
                URI.create("https://ecs.aliyuncs.com/?Format=XML&Version=2014-05-26"),
                "Action=DescribeRegions&SignatureVersion=1.0");
        call.header("Content-Type", "application/x-www-form-urlencoded");
        sign(
                """
                hmac: {algorithm: sha1, key: "{secret.key}&", encoding: base64,
                  over: "{method}&%2F&{sortedParamsEncoded}",
                  fields: {Timestamp: "{isoTime}", AccessKeyId: "{secret.id}", SignatureMethod: HMAC-SHA1,
                    SignatureNonce: "{nonce}", Signature: "{signature}"}}
                """,
                call,
                Instant.parse("2016-02-23T12:46:24Z"),
                Map.of(
                        "secret.key", "testsecret",
                        "secret.id", "testid",
                        "nonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"));
        assertThat(ReceiptForm.pairs(call.body()))
                .containsEntry("Action", "DescribeRegions")
                .containsEntry("Signature", "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
    }

    /** Alibaba Cloud, "V3 request structure and signature", 2026: the example of RunInstances. */
    @Test
    void signs_the_digest_of_a_canonical_request_as_alibaba_does() {
        OutgoingCall call = new OutgoingCall(
                "POST",
                URI.create("https://ecs.cn-shanghai.aliyuncs.com/?RegionId=cn-shanghai"
                        + "&ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"),
                "");
        sign(
                """
                hmac: {algorithm: sha256, key: "{secret.key}",
                  canonical: "{method}\\n/\\n{sortedQuery}\\nhost:{host}\\nx-acs-action:RunInstances\\n\\
                    x-acs-content-sha256:{bodySha256}\\nx-acs-date:{isoTime}\\nx-acs-signature-nonce:{nonce}\\n\\
                    x-acs-version:2014-05-26\\n\\nhost;x-acs-action;x-acs-content-sha256;x-acs-date;\\
                    x-acs-signature-nonce;x-acs-version\\n{bodySha256}",
                  over: "ACS3-HMAC-SHA256\\n{canonicalSha256}", header: Authorization}
                """,
                call,
                Instant.parse("2023-10-26T10:22:32Z"),
                Map.of("secret.key", "YourAccessKeySecret", "nonce", "3156853299f313e23d1673dc12e1703d"));
        assertThat(call.header("Authorization"))
                .isEqualTo("06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }

    /** Tencent Cloud, "Signature v3": the example of DescribeInstances. */
    @Test
    void derives_the_key_step_by_step_as_tencent_does() {
        OutgoingCall call = new OutgoingCall("POST", URI.create("https://cvm.tencentcloudapi.com/"), """
                        {"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}""");
        sign("""
                hmac: {algorithm: sha256, key: ["TC3{secret.key}", "{day}", cvm, tc3_request],
                  canonical: "{method}\\n/\\n\\ncontent-type:application/json; charset=utf-8\\nhost:{host}\\n\\n\\
                    content-type;host\\n{bodySha256}",
                  over: "TC3-HMAC-SHA256\\n{timestamp}\\n{day}/cvm/tc3_request\\n{canonicalSha256}",
                  headers: {X-TC-Timestamp: "{timestamp}", Authorization: "{signature}"}}
                """, call, Instant.ofEpochSecond(1551113065), Map.of("secret.key", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"));
        assertThat(call.header("Authorization"))
                .isEqualTo("72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
        assertThat(call.header("X-TC-Timestamp")).isEqualTo("1551113065");
    }

    /** Telesign SDK for Python, tests of generate_telesign_headers; its key holds four signs that are no base64. */
    @Test
    void signs_with_a_key_in_base64_as_telesign_does() {
        OutgoingCall call =
                new OutgoingCall("POST", URI.create("https://rest-api.telesign.com/v1/resource"), "test=param");
        sign(
                """
                hmac: {algorithm: sha256, key: "{secret.key}", key-form: base64, encoding: base64,
                  over: "{method}\\napplication/x-www-form-urlencoded\\nWed, 14 Dec 2016 18:20:12 -0000\\n\\
                    x-ts-auth-method:HMAC-SHA256\\nx-ts-nonce:{nonce}\\n{body}\\n{path}",
                  header: Authorization, value: "TSA me:{signature}"}
                """,
                call,
                Instant.EPOCH,
                Map.of(
                        "secret.key",
                        "EXAMPLETE8sTgg45yusumoN6BYsBVkh+yRJ5czgsnCehZaOYldPJdmFh6NeX8kunZ2zU1YWaUw/0wV6xfw==",
                        "nonce",
                        "A1592C6F-E384-4CDB-BC42-C3AB970369E9"));
        assertThat(call.header("Authorization")).isEqualTo("TSA me:lA6VIW3840IUwp5QwYJtLgQHeXbV+KW89vv2GoKi+OY=");
    }

    /** RFC 4231 §4.3, whose key is also given in hex. */
    @Test
    void takes_a_key_in_hex() {
        OutgoingCall call =
                new OutgoingCall("POST", URI.create("https://api.acme.example/"), "what do ya want for nothing?");
        sign("""
                hmac: {algorithm: sha256, key: "{secret.key}", key-form: hex, over: "{body}", header: X-Signature}
                """, call, Instant.EPOCH, Map.of("secret.key", "4a656665"));
        assertThat(call.header("X-Signature"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void makes_a_call_that_the_server_verifies() throws GeneralSecurityException {
        String key = Base64.getEncoder().encodeToString("an access key of Azure".getBytes(StandardCharsets.UTF_8));
        try (LoopbackServer server = new LoopbackServer()) {
            Acme.open(
                            Acme.definition(Acme.json("id: \"{id}\"", "auth:\n" + AZURE.indent(2))),
                            server,
                            Map.of("access-key", key))
                    .send(Acme.message(Duration.ofMinutes(5)));
            Received request = server.received.get(0);
            String hash = base64(MessageDigest.getInstance("SHA-256").digest(bytes(request.body())));
            assertThat(request.header("x-ms-content-sha256")).isEqualTo(hash);
            assertThat(request.header("x-ms-date")).isEqualTo("Fri, 02 Jan 2026 03:04:05 GMT");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
            String signed =
                    "POST\n/v1/send\n" + request.header("x-ms-date") + ';' + request.header("Host") + ';' + hash;
            assertThat(request.header("Authorization")).endsWith("&Signature=" + base64(mac.doFinal(bytes(signed))));
        }
    }

    @Test
    void has_another_nonce_in_each_call() {
        String auth = "auth: {hmac: {algorithm: sha256, key: k, over: '{nonce}', headers:"
                + " {X-Nonce: '{nonce}', X-Signature: '{signature}'}}}";
        try (LoopbackServer server = new LoopbackServer()) {
            HttpProvider provider = Acme.open(Acme.definition(Acme.json("id: \"{id}\"", auth)), server, Map.of());
            provider.send(Acme.message(Duration.ofMinutes(5)));
            provider.send(Acme.message(Duration.ofMinutes(5)));
            assertThat(server.received.get(0).header("X-Nonce")).matches("[0-9a-f]{32}");
            assertThat(server.received.get(1).header("X-Nonce"))
                    .matches("[0-9a-f]{32}")
                    .isNotEqualTo(server.received.get(0).header("X-Nonce"));
        }
    }

    @Test
    void refuses_a_key_that_is_not_of_its_form_by_the_name_of_the_value() {
        try (LoopbackServer server = new LoopbackServer()) {
            HttpDefinition definition = Acme.definition(Acme.json("id: \"{id}\"", "auth:\n" + AZURE.indent(2)));
            assertThatThrownBy(() -> Acme.open(definition, server, Map.of("access-key", "s3cr-t!")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("access-key must be a key in base64");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "header: X-Signature, value: '{timestamp}' | must have {signature} in header, headers, query or fields",
                "query: {sig: '{signature}'}, over: '{canonicalSha256}' | has the placeholder {canonicalSha256}, which is not known here",
                "query: {sig: '{signature}'}, value: x | must stand beside header",
                "headers: {'a b': '{signature}'} | must have a name that can be a header's",
                "headers: {X: '{signature}'}, key-form: base32 | must be one of text, base64, hex"
            })
    void refuses_a_signature_that_goes_nowhere(String rest, String reason) {
        String over = rest.contains("over:") ? "" : "over: '{body}', ";
        assertThatThrownBy(() -> AuthReader.auth(
                        Place.root("acme.yaml", "hmac: {algorithm: sha256, key: k, " + over + rest + "}")))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(reason);
    }

    private static void sign(String auth, OutgoingCall call, Instant now, Map<String, String> values) {
        AuthReader.auth(Place.root("acme.yaml", auth))
                .sign(call, name -> Objects.requireNonNull(values.get(name), name), now, granted -> "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
