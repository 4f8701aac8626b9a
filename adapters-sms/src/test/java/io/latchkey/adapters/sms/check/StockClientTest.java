package io.latchkey.adapters.sms.check;

import static io.latchkey.adapters.sms.http.Bundled.definition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.security.RequestValidator;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import com.vonage.client.HttpConfig;
import com.vonage.client.HttpWrapper;
import com.vonage.client.auth.ApiKeyHeaderAuthMethod;
import com.vonage.client.auth.RequestSigning;
import com.vonage.client.auth.hashutils.HashType;
import com.vonage.client.sms.MessageStatus;
import com.vonage.client.sms.SmsClient;
import com.vonage.client.sms.SmsSubmissionResponseMessage;
import com.vonage.client.sms.messages.TextMessage;
import io.latchkey.adapters.sms.http.Answer;
import io.latchkey.adapters.sms.http.HttpDefinition;
import io.latchkey.adapters.sms.http.HttpProvider;
import io.latchkey.adapters.sms.http.HttpReceiptReader;
import io.latchkey.adapters.sms.http.OutgoingCall;
import io.latchkey.adapters.sms.http.ReceiptForm;
import io.latchkey.adapters.sms.http.SnsNotifier;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import io.latchkey.domain.shared.Channel;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Lets the libraries that Twilio and Vonage give to their customers judge calls, answers and receipts. */
class StockClientTest {
    private static final String TEXT = "Your code is 483920 & <more> \"é€\" +%~*'();/?:@=,😀\n2nd line";
    private static final String RECEIPTS = "https://id.example.org/api/v1/delivery/receipts/";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> VONAGE =
            Map.of("api-key", "abcd1234", "api-secret", "s3cret&x", "receipt-token", "t");

    @Test
    void sends_the_message_that_twilios_library_sends() {
        StockCall kept = new StockCall(201, "{\"sid\":\"SM1\",\"status\":\"queued\"}");
        Message message = Message.creator(new PhoneNumber("+4915112345678"), new PhoneNumber("Latchkey"), TEXT)
                .setStatusCallback(URI.create(RECEIPTS + "twilio"))
                .setValidityPeriod(300)
                .create(kept.client());
        kept.assertSameAs(call("twilio", StockCall.TWILIO));
        assertThat(meaning("twilio", kept.answer()).outcome().reference()).contains(message.getSid());
    }

    @Test
    void sends_what_twilios_library_sends_with_every_optional_value() {
        StockCall kept = new StockCall(201, "{\"sid\":\"SM1\",\"status\":\"queued\"}");
        Message.creator(new PhoneNumber("+4915112345678"), new PhoneNumber("Latchkey"), TEXT)
                .setStatusCallback(URI.create(RECEIPTS + "twilio"))
                .setValidityPeriod(300)
                .setMessagingServiceSid("MG1")
                .setContentRetention(Message.ContentRetention.DISCARD)
                .setAddressRetention(Message.AddressRetention.OBFUSCATE)
                .setRiskCheck(Message.RiskCheck.DISABLE)
                .create(kept.client());
        Map<String, String> values = new LinkedHashMap<>(StockCall.TWILIO);
        values.putAll(Map.of(
                "messaging-service-sid",
                "MG1",
                "content-retention",
                "discard",
                "address-retention",
                "obfuscate",
                "risk-check",
                "disable"));
        kept.assertSameAs(call("twilio", values));
    }

    @Test
    void makes_the_call_that_twilios_library_makes() {
        OutgoingCall ours = call("twilio-voice", StockCall.TWILIO);
        StockCall kept = new StockCall(201, "{\"sid\":\"CA1\",\"status\":\"queued\"}");
        Call.creator(
                        new PhoneNumber("+4915112345678"),
                        new PhoneNumber("Latchkey"),
                        new Twiml(fields(ours.body()).getOrDefault("Twiml", "")))
                .setStatusCallback(URI.create(RECEIPTS + "twilio-voice"))
                .setTimeout(60)
                .create(kept.client());
        kept.assertSameAs(ours);
    }

    @ParameterizedTest
    @EnumSource(Message.Status.class)
    void reads_every_state_of_a_message_that_twilios_library_knows(Message.Status status) {
        String expected = switch (status) {
            case DELIVERED, READ -> "delivered";
            case FAILED, UNDELIVERED, CANCELED -> "failed";
            case QUEUED, SENDING, SENT, RECEIVING, RECEIVED, ACCEPTED, SCHEDULED, PARTIALLY_DELIVERED -> "nothing";
        };
        assertThat(meaning("twilio", "MessageSid=SM1&MessageStatus=" + status)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Call.Status.class)
    void reads_every_state_of_a_call_that_twilios_library_knows(Call.Status status) {
        String expected = switch (status) {
            case COMPLETED -> "delivered";
            case FAILED, BUSY, NO_ANSWER, CANCELED -> "failed";
            case QUEUED, RINGING, IN_PROGRESS -> "nothing";
        };
        assertThat(meaning("twilio-voice", "CallSid=CA1&CallStatus=" + status)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "twilio, https://id.example.org/r",
        "twilio, https://id.example.org:8443/r?a=b&c=%20d",
        "twilio, https://id.example.org/r?token=a+b",
        "twilio-voice, https://id.example.org/r",
    })
    void signs_receipts_of_checks_so_that_twilios_library_believes_them(String name, String url) {
        String body = "To=%2B4915112345678&MessageSid=SM1&Body=" + "%C3%A9+%26+%F0%9F%98%80" + "&ErrorCode=&A=1&AB=2";
        ReceiptCall unsigned = new ReceiptCall(
                name, Map.of(), url.replaceFirst("^[^?]*\\??", ""), body.getBytes(StandardCharsets.UTF_8));
        ReceiptCall signed = form(name)
                .signature()
                .answer(new ReceiptSigner(
                        unsigned, url, secret -> "12345", secret -> "12345", ReceiptSigner.keyPair(Optional.empty())));
        String signature =
                signed.headers().getOrDefault("x-twilio-signature", List.of()).get(0);
        RequestValidator twilio = new RequestValidator("12345");
        assertThat(twilio.validate(url, fields(body), signature)).isTrue();
        assertThat(twilio.validate(url, fields(body.replace("SM1", "SM2")), signature))
                .isFalse();
        assertThat(new RequestValidator("123456").validate(url, fields(body), signature))
                .isFalse();
    }

    @Test
    void believes_and_signs_receipts_as_vonages_library_does() throws IOException {
        Map<String, String> fields = new LinkedHashMap<>(
                Map.of("messageId", "0A1", "status", "delivered", "to", "Acme & Co=1", "nonce", "é€😀", "price", " "));
        fields.putAll(RequestSigning.getSignatureForRequestParameters(fields, "s1gnature", HashType.HMAC_SHA256));
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(fields.get("timestamp")));
        assertThat(isVonageBelieved(fields, "s1gnature", signedAt)).isTrue();
        assertThat(isVonageBelieved(fields, "another", signedAt)).isFalse();
        assertThat(isVonageBelieved(fields, "s1gnature", signedAt.plusSeconds(301)))
                .isFalse();
        Map<String, String> altered = new LinkedHashMap<>(fields);
        altered.put("messageId", "0A2");
        assertThat(isVonageBelieved(altered, "s1gnature", signedAt)).isFalse();
        // What the test server of a check signs is what the library signs.
        String theirs = fields.remove("sig");
        ReceiptCall signed = form("vonage")
                .signature()
                .answer(new ReceiptSigner(
                        vonageReceipt(fields),
                        RECEIPTS + "vonage",
                        secret -> "s1gnature",
                        secret -> "s1gnature",
                        ReceiptSigner.keyPair(Optional.empty())));
        assertThat(JSON.readTree(signed.body()).path("sig").asText()).isEqualToIgnoringCase(theirs);
    }

    private static boolean isVonageBelieved(Map<String, String> fields, String secret, Instant now) throws IOException {
        Map<String, String> values = new LinkedHashMap<>(VONAGE);
        values.put("signature-secret", secret);
        Reading reading = new HttpReceiptReader(
                        definition("vonage"),
                        Meanings.settings(RECEIPTS + "vonage", Channel.SMS, values),
                        Clock.fixed(now, ZoneOffset.UTC),
                        SnsNotifier.NONE)
                .read(vonageReceipt(fields))
                .orElseThrow()
                .reading();
        return !reading.equals(new Reading.NotAuthentic());
    }

    private static ReceiptCall vonageReceipt(Map<String, String> fields) throws IOException {
        return new ReceiptCall("vonage", Map.of(), "", JSON.writeValueAsBytes(fields));
    }

    @Test
    void sends_the_message_that_vonages_library_sends() throws IOException {
        try (ScriptedServer server = new ScriptedServer()) {
            server.play(
                    new ScriptedServer.Script.Reply(
                            200,
                            "Content-Type: application/json\r\n",
                            "{\"message-count\":\"1\",\"messages\":[{\"to\":\"4915112345678\",\"message-id\":\"0A1\",\"status\":\"0\"}]}"));
            assertThat(vonage(server, TEXT, true).getId()).isEqualTo("0A1");
            ScriptedServer.Call theirs = server.calls().get(0);
            OutgoingCall ours = call("vonage", VONAGE);
            assertThat(theirs.line()).isEqualTo(ours.method() + ' ' + ours.uri().getPath() + " HTTP/1.1");
            assertThat(theirs.head())
                    .containsIgnoringCase("Content-Type: " + ours.headers().get("Content-Type"));
            // The library shows the same key and secret in a header. The API takes them in the form as well.
            String credentials = fields(ours.body()).get("api_key")
                    + ':'
                    + fields(ours.body()).get("api_secret");
            assertThat(theirs.head())
                    .containsIgnoringCase("Authorization: Basic "
                            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
            assertThat(StockCall.pairs(ours.body().replaceFirst("^api_key=[^&]*&api_secret=[^&]*&", "")))
                    .isEqualTo(StockCall.pairs(theirs.body()));
        }
    }

    private static SmsSubmissionResponseMessage vonage(ScriptedServer server, String text, boolean isUnicode) {
        TextMessage message = new TextMessage("Latchkey", "4915112345678", text, isUnicode);
        message.setClientReference(Meanings.OWN_ID);
        message.setCallbackUrl(RECEIPTS + "vonage?token=t");
        message.setTimeToLive(300_000L);
        return new SmsClient(new HttpWrapper(
                        HttpConfig.builder().baseUri(server.uri()).build(),
                        new ApiKeyHeaderAuthMethod("abcd1234", "s3cret&x")))
                .submitMessage(message)
                .getMessages()
                .get(0);
    }

    @ParameterizedTest
    @EnumSource(value = MessageStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void reads_every_answer_that_vonages_library_knows(MessageStatus status) throws IOException {
        String body = "{\"message-count\":\"1\",\"messages\":[{\"message-id\":\"0A1\",\"status\":\""
                + status.getMessageStatus() + "\"}]}";
        String expected = switch (status) {
            case OK -> "accepted";
            case THROTTLED, TOO_MANY_BINDS -> "throttled";
            case INVALID_CREDENTIALS,
                    PARTNER_ACCOUNT_BARRED,
                    PARTNER_QUOTA_EXCEEDED,
                    ACCOUNT_NOT_HTTP,
                    INVALID_SIGNATURE,
                    INVALID_CALLBACK,
                    SIGNATURE_API_SECRET_DISALLOWED -> "authentication";
            case INTERNAL_ERROR, COMMS_FAILURE -> "temporary";
            case NUMBER_DEACTIVATED -> "bad-number";
            default -> "permanent";
        };
        assertThat(meaning("vonage", StockCall.answer(200, body)).word()).isEqualTo(expected);
        try (ScriptedServer server = new ScriptedServer()) {
            server.play(new ScriptedServer.Script.Reply(200, "Content-Type: application/json\r\n", body));
            assertThat(vonage(server, "hello", false).getStatus()).isEqualTo(status);
        }
    }

    private static OutgoingCall call(String name, Map<String, String> values) {
        HttpDefinition definition = definition(name);
        WordedMessage message = SampleMessage.of(TEXT, Optional.of("483920"), "en");
        return new HttpProvider(
                        definition,
                        Meanings.settings(RECEIPTS + name, definition.channel(), values),
                        Clock.fixed(Meanings.NOW, ZoneOffset.UTC))
                .preview(message, "");
    }

    private static Meanings.OfAnswer meaning(String name, Answer answer) {
        return Meanings.of(definition(name), answer);
    }

    private static String meaning(String name, String receipt) {
        return form(name)
                .reports(new ReceiptCall(name, Map.of(), "", receipt.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow()
                .stream()
                .map(Meanings::of)
                .findFirst()
                .orElse(Meanings.NOTHING);
    }

    private static ReceiptForm form(String name) {
        return definition(name).receipts().orElseThrow();
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : form.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }
}
