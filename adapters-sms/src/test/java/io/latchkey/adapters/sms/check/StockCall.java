package io.latchkey.adapters.sms.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import io.latchkey.adapters.sms.http.Answer;
import io.latchkey.adapters.sms.http.OutgoingCall;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps the call that Twilio's library makes instead of sending it, and answers with this body. */
final class StockCall extends HttpClient {
    /** The account that the library is used with. */
    static final Map<String, String> TWILIO =
            Map.of("account-sid", "AC00000000000000000000000000000001", "auth-token", "12345");

    private final int status;
    private final String answer;
    private Optional<Request> request = Optional.empty();

    StockCall(int status, String answer) {
        this.status = status;
        this.answer = answer;
    }

    @Override
    public Response makeRequest(Request made) {
        request = Optional.of(made);
        return new Response(answer, status);
    }

    TwilioRestClient client() {
        return new TwilioRestClient.Builder(TWILIO.get("account-sid"), TWILIO.get("auth-token"))
                .httpClient(this)
                .build();
    }

    /** The answer that the library got, as our reader of answers gets it. */
    Answer answer() {
        return answer(status, answer);
    }

    static Answer answer(int status, String body) {
        return new Answer(status, body.getBytes(StandardCharsets.UTF_8), Meanings.OWN_ID);
    }

    /** Checks that the library made the call that we make. */
    void assertSameAs(OutgoingCall ours) {
        Request theirs = request.orElseThrow();
        assertThat(ours.method()).isEqualTo(theirs.getMethod().toString());
        assertThat(ours.uri()).hasToString(theirs.constructURL().toString());
        assertThat(ours.headers())
                .containsEntry("Content-Type", theirs.getContentType().getValue())
                .containsEntry("Authorization", theirs.getAuthString());
        assertThat(pairs(ours.body())).isEqualTo(pairs(theirs.encodeFormBody()));
    }

    /** The fields of a form as they are written, by name, because their order has no meaning. */
    static String pairs(String form) {
        return Arrays.stream(form.split("&", -1)).sorted().collect(Collectors.joining("\n"));
    }
}
