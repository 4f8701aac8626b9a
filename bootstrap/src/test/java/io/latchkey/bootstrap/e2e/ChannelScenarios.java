package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Channels that a caller chooses. Luxembourg is reached by SMS, and by a call on request; other countries by SMS alone. */
interface ChannelScenarios extends Scenarios {
    private static String luxembourgish() {
        return String.format(
                Locale.ROOT, "+352621%06d", ThreadLocalRandom.current().nextInt(1_000_000));
    }

    private Reply request(String channel, String destination) {
        return visitor().post(API + "/otp", "purpose", "custom:call", "channel", channel, "destination", destination);
    }

    @Test
    default void a_caller_asks_for_a_call() {
        String phone = luxembourgish();
        JsonNode challenge = request("voice", phone).expect(202).json();
        assertThat(challenge.path("channel").asText()).isEqualTo("voice");
        assertThat(challenge.path("channels").toString()).isEqualTo("[\"sms\",\"voice\"]");
        JsonNode call = Await.until(
                        "the call to " + phone,
                        Duration.ofSeconds(20),
                        () -> Optional.of(visitor()
                                        .get("/dev/inbox/messages?to=" + phone.replace("+", "%2B"))
                                        .expect(200)
                                        .json())
                                .filter(messages -> !messages.isEmpty()))
                .get(0);
        assertThat(call.path("channel").asText()).isEqualTo("voice");
        String code = site().secrets().keepCode(call.path("code").asText());
        String id = challenge.path("id").asText();
        assertThat(visitor().get(API + "/otp/" + id).expect(200).get("channel")).isEqualTo("voice");
        verify(visitor(), id, code).expect(200);
    }

    @Test
    default void the_same_code_comes_by_another_channel_when_it_is_sent_again() {
        String phone = luxembourgish();
        String id = request("sms", phone).expect(202).get("id");
        String code = site().nextCode(phone);
        JsonNode again = visitor()
                .post(API + "/otp/" + id + "/resend", "channel", "voice")
                .expect(202)
                .json();
        assertThat(again.path("channel").asText()).isEqualTo("voice");
        Await.until(
                "the call to " + phone,
                Duration.ofSeconds(20),
                () -> visitor()
                        .get("/dev/inbox/messages?to=" + phone.replace("+", "%2B"))
                        .expect(200)
                        .json()
                        .findValuesAsText("channel")
                        .contains("voice"));
        verify(visitor(), id, code).expect(200);
    }

    @Test
    default void a_channel_that_is_not_offered_is_refused_by_naming_those_that_are() {
        String phone = Person.newPhone();
        for (String channel : List.of("voice", "whatsapp")) {
            JsonNode problem = request(channel, phone)
                    .expectProblem(422, "channel-not-offered")
                    .json();
            assertThat(problem.path("channels").toString()).isEqualTo("[\"sms\"]");
        }
        JsonNode challenge = request("sms", phone).expect(202).json();
        assertThat(challenge.path("channels").toString()).isEqualTo("[\"sms\"]");
        site().nextCode(phone);
        visitor()
                .post(API + "/otp/" + challenge.path("id").asText() + "/resend", "channel", "whatsapp")
                .expectProblem(422, "channel-not-offered");
        request("voice", Person.newEmail()).expectFault("destination");
    }
}
