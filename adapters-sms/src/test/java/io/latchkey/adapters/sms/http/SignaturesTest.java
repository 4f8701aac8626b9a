package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.adapters.sms.net.PublicHosts;
import io.latchkey.application.delivery.ReceiptCall;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignaturesTest {
    private static String value(String name) {
        return switch (name) {
            case "secret.key" -> "12345";
            case "secret.access-key" -> "AKIDEXAMPLE";
            case "secret.secret-key" -> "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
            case "secret.region" -> "eu-central-1";
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
        ReceiptSignature.Hmac signature = new ReceiptSignature.Hmac(
                Macs.Algorithm.SHA1,
                Template.parse("{secret.key}", name -> true),
                Template.parse("{url}{params}", name -> true),
                Macs.Encoding.BASE64,
                "X-Twilio-Signature",
                "");
        assertThat(signature.isGood(call, url, SignaturesTest::value)).isTrue();
        assertThat(signature.isGood(call, url + "3", SignaturesTest::value)).isFalse();
        assertThat(signature.isGood(call, url, name -> "")).isFalse();
    }

    @Test
    void signs_as_amazon_does() {
        OutgoingCall call = new OutgoingCall(
                "POST", URI.create("https://sns.eu-central-1.amazonaws.com/"), "Action=Publish&Message=hi");
        call.header("Content-Type", "application/x-www-form-urlencoded");
        new ProviderAuth.AwsSigV4(
                        Template.parse("{secret.access-key}", name -> true),
                        Template.parse("{secret.secret-key}", name -> true),
                        Template.parse("{secret.region}", name -> true),
                        "sns")
                .sign(call, SignaturesTest::value, Instant.parse("2026-01-02T03:04:05Z"), oauth -> "");
        // Computed by another implementation.
        assertThat(call.header("Authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/eu-central-1/sns/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date,"
                        + " Signature=df0c29848423cfa3b95530dbc653462c6728f950ab6404d945d8414cd6992d01");
    }

    @Test
    void signs_every_header_of_amazon() {
        OutgoingCall call = new OutgoingCall(
                "POST", URI.create("https://sms-voice.eu-central-1.amazonaws.com/"), "{\"MessageBody\":\"hi\"}");
        call.header("Content-Type", "application/x-amz-json-1.0");
        call.header("Accept", "*/*");
        call.header("X-Amz-Target", "PinpointSMSVoiceV2.SendTextMessage");
        new ProviderAuth.AwsSigV4(
                        Template.parse("{secret.access-key}", name -> true),
                        Template.parse("{secret.secret-key}", name -> true),
                        Template.parse("{secret.region}", name -> true),
                        "sms-voice")
                .sign(call, SignaturesTest::value, Instant.parse("2026-01-02T03:04:05Z"), oauth -> "");
        // Computed by another implementation.
        assertThat(call.header("Authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/eu-central-1/sms-voice/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date;x-amz-target,"
                        + " Signature=6e230a30b07aebc4d1828bb9bbec32fa15348b30436571fd7194bd64579ec33b");
    }

    @ParameterizedTest
    @CsvSource({
        "93.184.216.34, true",
        "172.16.0.1, false",
        "172.32.0.1, true",
        "100.128.0.1, true",
        "0.0.0.0, false",
        "198.18.0.1, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "2001:db8:1::1, true",
        "fc00::1, false",
        "fe80::1, false",
        "::, false",
        "::ffff:10.0.0.1, false",
        "64:ff9b::5db8:d822, true",
        "64:ff9b::a00:1, false",
        "2002:a00:1::, false"
    })
    void tells_public_addresses_from_others(String address, boolean isPublic) throws UnknownHostException {
        assertThat(PublicHosts.isPublic(InetAddress.getByName(address))).isEqualTo(isPublic);
    }
}
