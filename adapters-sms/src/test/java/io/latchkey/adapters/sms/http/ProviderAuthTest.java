package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.sms.definition.Template;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProviderAuthTest {
    private static String value(String name) {
        return switch (name) {
            case "secret.access-key" -> "AKIDEXAMPLE";
            case "secret.secret-key" -> "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
            case "secret.region" -> "eu-central-1";
            default -> throw new IllegalArgumentException(name);
        };
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
                .sign(call, ProviderAuthTest::value, Instant.parse("2026-01-02T03:04:05Z"), oauth -> "");
        // Computed by another implementation.
        assertThat(call.header("Authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/eu-central-1/sns/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date,"
                        + " Signature=df0c29848423cfa3b95530dbc653462c6728f950ab6404d945d8414cd6992d01");
    }

    @Test
    void signs_every_header_of_amazon() {
        OutgoingCall call = new OutgoingCall("POST", URI.create("https://sms-voice.eu-central-1.amazonaws.com/"), """
                        {"MessageBody":"hi"}""");
        call.header("Content-Type", "application/x-amz-json-1.0");
        call.header("Accept", "*/*");
        call.header("X-Amz-Target", "PinpointSMSVoiceV2.SendTextMessage");
        new ProviderAuth.AwsSigV4(
                        Template.parse("{secret.access-key}", name -> true),
                        Template.parse("{secret.secret-key}", name -> true),
                        Template.parse("{secret.region}", name -> true),
                        "sms-voice")
                .sign(call, ProviderAuthTest::value, Instant.parse("2026-01-02T03:04:05Z"), oauth -> "");
        // Computed by another implementation.
        assertThat(call.header("Authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/eu-central-1/sms-voice/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date;x-amz-target,"
                        + " Signature=6e230a30b07aebc4d1828bb9bbec32fa15348b30436571fd7194bd64579ec33b");
    }
}
