package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.application.delivery.ReceiptCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
        ReceiptSignature.Hmac signature = new ReceiptSignature.Hmac(
                Macs.Algorithm.SHA1,
                Template.parse("{secret.key}", name -> true),
                Template.parse("{url}{params}", name -> true),
                Macs.Encoding.BASE64,
                "X-Twilio-Signature",
                "");
        assertThat(signature.isGood(call, url, ReceiptSignatureTest::value)).isTrue();
        assertThat(signature.isGood(call, url + "3", ReceiptSignatureTest::value))
                .isFalse();
        assertThat(signature.isGood(call, url, name -> "")).isFalse();
    }
}
