package io.latchkey.adapters.sms.check;

import static io.latchkey.adapters.sms.http.Bundled.definition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.twilio.rest.verify.v2.service.Verification;
import com.twilio.rest.verify.v2.service.VerificationCheck;
import com.vonage.client.HttpConfig;
import com.vonage.client.HttpWrapper;
import com.vonage.client.auth.ApiKeyHeaderAuthMethod;
import com.vonage.client.verify2.SilentAuthWorkflow;
import com.vonage.client.verify2.SmsWorkflow;
import com.vonage.client.verify2.VerificationRequest;
import com.vonage.client.verify2.VerificationResponse;
import com.vonage.client.verify2.Verify2Client;
import com.vonage.client.verify2.VerifyResponseException;
import io.latchkey.adapters.sms.http.Answer;
import io.latchkey.adapters.sms.http.HttpDefinition;
import io.latchkey.adapters.sms.http.OutgoingCall;
import io.latchkey.adapters.sms.http.Verification.Deed;
import io.latchkey.application.otp.port.OwnerAnswer.Verdict;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lets the libraries that Twilio and Vonage give to their customers judge the calls about codes that they own. Vonage takes an API key in
 * place of our signed token, which has a test of its own.
 */
class StockVerifyClientTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> TWILIO = twilio();
    private static final UUID REQUEST = UUID.fromString("c11236f4-00bf-4b89-84ba-88b25df97315");
    private static final String STARTED = "{\"request_id\":\"" + REQUEST + "\"}";

    private static Map<String, String> twilio() {
        Map<String, String> values = new HashMap<>(StockCall.TWILIO);
        values.put("service-sid", "VA1");
        return values;
    }

    @ParameterizedTest
    @CsvSource({"twilio-verify, sms", "twilio-verify-voice, call", "twilio-verify-whatsapp, whatsapp"})
    void starts_a_verification_as_twilios_library_does(String name, String channel) {
        StockCall kept = new StockCall(201, "{\"sid\":\"VE1\",\"status\":\"pending\"}");
        Verification verification = Verification.creator("VA1", "+4915112345678", channel)
                .setLocale("en")
                .create(kept.client());
        kept.assertSameAs(Meanings.call(definition(name), TWILIO));
        assertThat(Meanings.of(definition(name), kept.answer()).outcome().reference())
                .contains(verification.getSid());
    }

    @Test
    void checks_a_code_as_twilios_library_does() {
        StockCall kept = new StockCall(200, "{\"sid\":\"VE1\",\"status\":\"approved\",\"valid\":true}");
        VerificationCheck check = VerificationCheck.creator("VA1")
                .setVerificationSid(Meanings.REFERENCE)
                .setCode("483920")
                .create(kept.client());
        kept.assertSameAs(Meanings.call(definition("twilio-verify"), Deed.CHECK, TWILIO));
        assertThat(check.getValid()).isTrue();
        assertThat(verdict("twilio-verify", kept.answer())).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void cancels_a_verification_as_twilios_library_does() {
        StockCall kept = new StockCall(200, "{\"sid\":\"VE1\",\"status\":\"canceled\"}");
        Verification.updater("VA1", Meanings.REFERENCE, Verification.Status.CANCELED)
                .update(kept.client());
        kept.assertSameAs(Meanings.call(definition("twilio-verify"), Deed.CANCEL, TWILIO));
    }

    @Test
    void starts_a_verification_as_vonages_library_does() throws IOException {
        HttpDefinition ours = definition("vonage-verify");
        Map<String, String> values = vonage(ours);
        values.putAll(Map.of("sender", "Acme", "entity-id", "1101", "template-id", "1107"));
        assertStarted(
                ours,
                values,
                VerificationRequest.builder()
                        .brand("Acme")
                        .locale("en-us")
                        .codeLength(6)
                        .channelTimeout(300)
                        .addWorkflow(SmsWorkflow.builder("4915112345678")
                                .from("Acme")
                                .entityId("1101")
                                .contentId("1107")
                                .build())
                        .build());
    }

    /** The library sends this with a signed token only. */
    @Test
    void starts_silent_authentication_with_the_request_that_vonages_library_writes() throws IOException {
        HttpDefinition ours = definition("vonage-silent-auth");
        Map<String, String> values = vonage(ours);
        values.put("redirect-url", "https://app.example.org/sa");
        VerificationRequest theirs = VerificationRequest.builder()
                .brand("Acme")
                .addWorkflow(new SilentAuthWorkflow("4915112345678", false, "https://app.example.org/sa"))
                .build();
        assertThat(JSON.readTree(Meanings.call(ours, values).body()))
                .isEqualTo(JSON.readTree(withoutSandbox(theirs.toJson())));
    }

    /** The library says that the deprecated sandbox is not wanted. */
    private static String withoutSandbox(String body) {
        return body.replace(",\"sandbox\":false", "").replace("\"sandbox\":false,", "");
    }

    private static void assertStarted(HttpDefinition ours, Map<String, String> values, VerificationRequest request)
            throws IOException {
        try (ScriptedServer server = new ScriptedServer()) {
            server.play(new ScriptedServer.Script.Reply(202, "Content-Type: application/json\r\n", STARTED));
            VerificationResponse started = client(server).sendVerification(request);
            assertThat(started.getRequestId()).isEqualTo(REQUEST);
            OutgoingCall call = Meanings.call(ours, values);
            ScriptedServer.Call theirs = server.calls().get(0);
            assertThat(theirs.line()).isEqualTo("POST " + call.uri().getPath() + " HTTP/1.1");
            assertThat(JSON.readTree(call.body())).isEqualTo(JSON.readTree(theirs.body()));
        }
    }

    @Test
    void checks_a_code_as_vonages_library_does() throws IOException {
        HttpDefinition ours = definition("vonage-verify");
        Map<String, String> values = vonage(ours);
        try (ScriptedServer server = new ScriptedServer()) {
            server.play(new ScriptedServer.Script.Reply(
                    200,
                    "Content-Type: application/json\r\n",
                    "{\"request_id\":\"" + REQUEST + "\",\"status\":\"completed\"}"));
            client(server).checkVerificationCode(REQUEST, "483920");
            ScriptedServer.Call theirs = server.calls().get(0);
            OutgoingCall call = Meanings.call(ours, Deed.CHECK, values);
            assertThat(theirs.line().replace(REQUEST.toString(), Meanings.REFERENCE))
                    .isEqualTo("POST " + call.uri().getPath() + " HTTP/1.1");
            assertThat(call.body()).isEqualTo(theirs.body());
        }
    }

    @Test
    void cancels_a_verification_as_vonages_library_does() throws IOException {
        HttpDefinition ours = definition("vonage-verify");
        Map<String, String> values = vonage(ours);
        try (ScriptedServer server = new ScriptedServer()) {
            server.play(new ScriptedServer.Script.Reply(204, "", ""));
            client(server).cancelVerification(REQUEST);
            ScriptedServer.Call theirs = server.calls().get(0);
            OutgoingCall call = Meanings.call(ours, Deed.CANCEL, values);
            assertThat(theirs.line().replace(REQUEST.toString(), Meanings.REFERENCE))
                    .isEqualTo("DELETE " + call.uri().getPath() + " HTTP/1.1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid-code, WRONG",
        "410, expired, USED_UP",
        "404, request-not-found, OVER",
        "409, no-code, OVER",
        "429, throttled, NONE",
        "500, internal-error, NONE"
    })
    void reads_the_refusals_that_vonages_library_takes_for_refusals(int status, String type, Verdict verdict)
            throws IOException {
        String body =
                "{\"title\":\"No\",\"type\":\"https://developer.vonage.com/en/api-errors/verify-v2#" + type + "\"}";
        try (ScriptedServer server = new ScriptedServer()) {
            server.play(new ScriptedServer.Script.Reply(status, "Content-Type: application/problem+json\r\n", body));
            assertThat(refusal(client(server)).getStatusCode()).isEqualTo(status);
        }
        assertThat(verdict("vonage-verify", StockCall.answer(status, body))).isEqualTo(verdict);
    }

    private static VerifyResponseException refusal(Verify2Client client) {
        try {
            client.checkVerificationCode(REQUEST, "483920");
        } catch (VerifyResponseException refused) {
            return refused;
        }
        throw new AssertionError("the library takes it for a success");
    }

    private static Verify2Client client(ScriptedServer server) {
        return new Verify2Client(new HttpWrapper(
                HttpConfig.builder().baseUri(server.uri()).build(),
                new ApiKeyHeaderAuthMethod("abcd1234", "s3cret&x")));
    }

    private static Map<String, String> vonage(HttpDefinition definition) {
        Map<String, String> values = new HashMap<>(definition.auth().samples());
        values.putAll(Map.of("application-id", REQUEST.toString(), "brand", "Acme"));
        return values;
    }

    private static Verdict verdict(String name, Answer answer) {
        return definition(name).verification().orElseThrow().words().verdict(answer);
    }
}
