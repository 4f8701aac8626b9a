package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.application.delivery.ReceiptCall;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptSignatureTest {
    private static String value(String name) {
        return switch (name) {
            case "secret.key" -> "12345";
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The example is from Twilio's documentation. */
    @Test
    void signs_address_and_sorted_fields() {
        String url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        ReceiptCall call = new ReceiptCall(
                "twilio",
                Map.of("x-twilio-signature", List.of("RSOYDt4T1cUTdK1PDd93/VVr8B8=")),
                "foo=1&bar=2",
                "Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309&CallSid=CA1234567890ABCDE"
                        .getBytes(StandardCharsets.UTF_8));
        ReceiptSignature.Hmac signature = hmac(Macs.Algorithm.SHA1, "{url}{params}", "X-Twilio-Signature");
        assertThat(signature.isGood(call, url, ReceiptSignatureTest::value, SnsNotifier.NONE))
                .isTrue();
        assertThat(signature.isGood(call, url + "3", ReceiptSignatureTest::value, SnsNotifier.NONE))
                .isFalse();
        assertThat(signature.isGood(call, url, name -> "", SnsNotifier.NONE)).isFalse();
    }

    private static final String OURS = "https://id.example.org:8443/api/v1/delivery/receipts/twilio";

    private static ReceiptSignature.Hmac hmac(Macs.Algorithm algorithm, String over, String header) {
        return new ReceiptSignature.Hmac(
                algorithm,
                new ReceiptSignature.MacKey(Template.parse("{secret.key}", name -> true), Macs.KeyForm.TEXT, ""),
                new SignedText(Template.parse(over, name -> true), Map.of()),
                Macs.Encoding.BASE64,
                ShownSignature.inHeader(header));
    }

    private static String sign(String algorithm, String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec("12345".getBytes(StandardCharsets.UTF_8), algorithm));
        return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }

    /** Twilio's own library is asked about each call, too. It keeps the capitals of the address that it is told. */
    @ParameterizedTest
    @CsvSource({
        // configured address, signed address, believed
        "https://id.example.org:8443/r, https://id.example.org:8443/r, true",
        "https://id.example.org:8443/r, https://id.example.org/r, true",
        "https://id.example.org/r, https://id.example.org/r, true",
        "https://id.example.org/r, https://id.example.org:443/r, true",
        "https://id.example.org:443/r, https://id.example.org/r, true",
        "http://id.example.org/r, http://id.example.org:80/r, true",
        "https://id.example.org:8443/r?a=b, https://id.example.org/r?a=b, true",
        "https://[2001:db8::1]:8443/r, https://[2001:db8::1]/r, true",
        "https://id.example.org:8443/r, https://id.example.org:443/r, false",
        "https://id.example.org:8443/r, https://id.example.org:9443/r, false",
        "https://id.example.org/r, https://id.example.org:8443/r, false",
        "https://id.example.org/r, http://id.example.org/r, false",
        "https://id.example.org/r, https://id.example.com/r, false",
        "https://id.example.org/r, https://id.example.org/R, false",
        "https://id.example.org/r?a=b, https://id.example.org/r, false",
        "https://id.example.org/r, https://id.example.org/r?a=b, false",
    })
    void believes_what_twilios_library_believes(String configured, String signed, boolean isBelieved)
            throws GeneralSecurityException {
        Map<String, String> fields = Map.of("MessageSid", "SM1", "MessageStatus", "delivered", "AccountSid", "AC1");
        String signature = sign("HmacSHA1", signed + "AccountSidAC1MessageSidSM1MessageStatusdelivered");
        ReceiptCall call = new ReceiptCall(
                "twilio",
                Map.of("x-twilio-signature", List.of(signature)),
                configured.replaceFirst("^[^?]*\\??", ""),
                "MessageSid=SM1&MessageStatus=delivered&AccountSid=AC1".getBytes(StandardCharsets.UTF_8));
        assertThat(new RequestValidator("12345").validate(configured, fields, signature))
                .as("Twilio's verdict")
                .isEqualTo(isBelieved);
        assertThat(hmac(Macs.Algorithm.SHA1, "{url}{params}", "X-Twilio-Signature")
                        .isGood(call, configured, ReceiptSignatureTest::value, SnsNotifier.NONE))
                .isEqualTo(isBelieved);
    }

    @ParameterizedTest
    @CsvSource({
        "https://ID.Example.org/r, id.example.org, https://id.example.org/r, true",
        "https://ID.Example.org/r, id.example.org, https://ID.Example.org:443/r, true",
        "https://id.example.org:8443/r, ID.example.ORG:8443, https://ID.example.ORG/r, true",
        "https://id.example.org/r, evil.example.org, https://evil.example.org/r, false",
        "https://id.example.org/r, '', https://ID.EXAMPLE.ORG/r, false",
    })
    void believes_the_host_in_our_letters_in_small_ones_and_in_those_of_the_call(
            String configured, String calledHost, String signed, boolean isBelieved) throws GeneralSecurityException {
        ReceiptCall call = new ReceiptCall(
                "acme",
                Map.of("x-acme", List.of(sign("HmacSHA256", signed + "body")), "host", List.of(calledHost)),
                "",
                "body".getBytes(StandardCharsets.UTF_8));
        assertThat(hmac(Macs.Algorithm.SHA256, "{url}{body}", "X-Acme")
                        .isGood(call, configured, ReceiptSignatureTest::value, SnsNotifier.NONE))
                .isEqualTo(isBelieved);
    }

    /** Plivo signs the address without its query, and a nonce (plivo-java, Utils.computeSignature). */
    @ParameterizedTest
    @CsvSource({
        "https://id.example.org:8443/r, true",
        "https://id.example.org/r, true",
        "https://id.example.org/r?a=b, false"
    })
    void believes_the_address_without_its_query_where_a_provider_signs_that(String signed, boolean isBelieved)
            throws GeneralSecurityException {
        ReceiptCall call = new ReceiptCall(
                "plivo",
                Map.of(
                        "x-plivo-signature-v2",
                        List.of(sign("HmacSHA256", signed + "77")),
                        "x-plivo-signature-v2-nonce",
                        List.of("77")),
                "a=b",
                new byte[0]);
        assertThat(hmac(Macs.Algorithm.SHA256, "{address}{header.X-Plivo-Signature-V2-Nonce}", "X-Plivo-Signature-V2")
                        .isGood(
                                call,
                                "https://id.example.org:8443/r?a=b",
                                ReceiptSignatureTest::value,
                                SnsNotifier.NONE))
                .isEqualTo(isBelieved);
    }

    @Test
    void believes_every_spelling_under_a_key_pair_too() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        String key =
                Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(OURS.replace(":8443", "").getBytes(StandardCharsets.UTF_8));
        String shown = Base64.getEncoder().encodeToString(signature.sign());
        ReceiptCall call = new ReceiptCall("acme", Map.of("x-acme", List.of(shown)), "", new byte[0]);
        ReceiptSignature.KeyPair ed25519 = new ReceiptSignature.KeyPair(
                KeyAlgorithm.ED25519,
                Template.parse("{secret.public-key}", name -> true),
                new SignedText(Template.parse("{url}", name -> true), Map.of()),
                ShownSignature.inHeader("X-Acme"));
        assertThat(ed25519.isGood(call, OURS, name -> key, SnsNotifier.NONE)).isTrue();
        assertThat(ed25519.isGood(call, OURS + "x", name -> key, SnsNotifier.NONE))
                .isFalse();
    }
}
