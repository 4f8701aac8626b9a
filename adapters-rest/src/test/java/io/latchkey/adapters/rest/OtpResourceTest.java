package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.FindCodeUseCase;
import io.latchkey.application.otp.Gain;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.throttle.Blocked;
import io.latchkey.application.throttle.NotBefore;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtpResourceTest extends ApiTest {
    private static final String OTP = "/api/v1/otp/" + Fixtures.OTP_ID;

    private final AtomicReference<SendCodeCommand> requested = new AtomicReference<>();

    private void issueAnything() {
        useCases.put(SendCodeUseCase.class, command -> {
            requested.set(command);
            return new CodeSending.Sent(Fixtures.challenge(false));
        });
    }

    private void verifyAs(CodeCheck outcome) {
        useCases.put(CheckCodeUseCase.class, command -> outcome);
    }

    @Test
    void accepts_a_request_and_shows_the_challenge() {
        issueAnything();

        JsonNode challenge = post("/api/v1/otp", """
                                {"purpose":"sign-in","channel":"email","destination":" ada@EXAMPLE.org"}""").send().isJson(202).json();

        assertThat(challenge.toString()).isEqualTo("""
                                {"id":"%s","purpose":"verify-contact","channel":"email",\
                                "destination":"a***a@example.org","expiresAt":"2026-01-02T03:09:05Z",\
                                "nextSendAt":"2026-01-02T03:04:35Z","attemptsLeft":5,"sendsLeft":2,"channels":["email"],"delivery":"queued"}""".formatted(Fixtures.OTP_ID));
        assertThat(requested.get().purpose()).isEqualTo(OtpPurpose.SIGN_IN);
        assertThat(requested.get().recipient())
                .isEqualTo(new SendCodeCommand.Recipient.Holder(new EmailAddress("ada@example.org"), true));
    }

    @Test
    void tells_the_channel_by_the_destination() {
        issueAnything();

        post("/api/v1/otp", """
                {"purpose":"custom:pay","destination":"+4915112345678"}""").send().isJson(202);

        assertThat(requested.get().recipient())
                .isEqualTo(new SendCodeCommand.Recipient.Anybody(new PhoneNumber("+4915112345678")));
    }

    @Test
    void prefers_the_language_of_the_body_to_that_of_the_header() {
        issueAnything();

        post("/api/v1/otp", """
                {"purpose":"sign-in","destination":"a@example.org","locale":"de-at"}""").header("Accept-Language", "fr").send().isJson(202);

        assertThat(requested.get().requester().locale()).isEqualTo(Locale.forLanguageTag("de-AT"));
    }

    @Test
    void takes_the_language_and_the_origin_from_the_headers() {
        issueAnything();

        post("/api/v1/otp", """
                {"purpose":"sign-in","destination":"a@example.org"}""")
                .header("Accept-Language", "en;q=0.3, fr-CH")
                .header("X-Forwarded-For", "198.51.100.9, 192.0.2.5")
                .header("User-Agent", "test/1")
                .send()
                .isJson(202);

        assertThat(requested.get().requester().locale()).isEqualTo(Locale.forLanguageTag("fr-CH"));
        assertThat(requested.get().requester().origin().address()).isEqualTo("198.51.100.9");
        assertThat(requested.get().requester().origin().device()).isEqualTo("test/1");
    }

    @Test
    void names_every_member_at_fault_at_once() {
        JsonNode problem = post("/api/v1/otp", """
                {"purpose":"nonsense","destination":null}""")
                .send()
                .isProblem(400, "invalid-request")
                .json();

        assertThat(problem.path("field").asText()).isEqualTo("purpose");
        assertThat(problem.path("errors").findValuesAsText("field")).containsExactly("purpose", "destination");
        assertThat(problem.toString()).doesNotContain("nonsense");
    }

    @Test
    void blames_an_unknown_channel_on_the_channel() {
        JsonNode problem = post("/api/v1/otp", """
                                {"purpose":"sign-in","channel":"pigeon","destination":"a@example.org"}""")
                .send()
                .isProblem(400, "invalid-request")
                .json();

        assertThat(problem.path("field").asText()).isEqualTo("channel");
    }

    @Test
    void passes_on_what_the_core_blames() {
        useCases.put(SendCodeUseCase.class, command -> {
            throw new InvalidValueException("purpose", "is not for you");
        });

        JsonNode problem = post("/api/v1/otp", """
                {"purpose":"sign-in","destination":"a@example.org"}""")
                .send()
                .isProblem(400, "invalid-request")
                .json();

        assertThat(problem.path("field").asText()).isEqualTo("purpose");
        assertThat(problem.path("detail").asText()).isEqualTo("purpose is not for you");
    }

    @Test
    void sends_no_second_factor_for_the_asking() {
        JsonNode problem = post("/api/v1/otp", """
                {"purpose":"second-factor","destination":"a@example.org"}""")
                .send()
                .isProblem(400, "invalid-request")
                .json();

        assertThat(problem.path("field").asText()).isEqualTo("purpose");
    }

    @Test
    void tells_when_a_rule_that_counts_nothing_admits_a_code() {
        NotBefore early = NotBefore.until("quiet-hours", Fixtures.NOW.plusSeconds(90), Fixtures.NOW);
        useCases.put(SendCodeUseCase.class, command -> new CodeSending.Refused(early, early.until()));

        Answer answer = post("/api/v1/otp", """
                {"purpose":"sign-in","destination":"a@example.org"}""").send().isProblem(429, "not-yet");

        assertThat(answer.header("Retry-After")).isEqualTo("90");
        assertThat(answer.header("RateLimit")).isEmpty();
        assertThat(answer.json().path("retryAfter").asInt()).isEqualTo(90);
    }

    @Test
    void tells_when_the_block_of_a_contact_ends() {
        Blocked blocked = Blocked.until(Fixtures.NOW.plusSeconds(60), Fixtures.NOW);
        useCases.put(ResendCodeUseCase.class, command -> new CodeResending.Refused(blocked));

        Answer answer = call("POST", OTP + "/resend").send().isProblem(429, "blocked");

        assertThat(answer.header("Retry-After")).isEqualTo("60");
    }

    @Test
    void tells_a_throttled_caller_how_long_to_wait() {
        useCases.put(SendCodeUseCase.class, command -> new CodeSending.Refused(Fixtures.THROTTLED, Fixtures.NOW));

        post("/api/v1/otp", """
                {"purpose":"sign-in","destination":"a@example.org"}""").send().isThrottled();
    }

    @Test
    void sends_again_without_a_body() {
        AtomicReference<ResendCodeCommand> resent = new AtomicReference<>();
        useCases.put(ResendCodeUseCase.class, command -> {
            resent.set(command);
            return new CodeResending.Sent(Fixtures.challenge(false));
        });

        call("POST", OTP + "/resend").header("Accept-Language", "de").send().isJson(202);

        assertThat(resent.get().challengeId().toString()).isEqualTo(Fixtures.OTP_ID);
        assertThat(resent.get().requester().locale()).isEqualTo(Locale.GERMAN);
    }

    @Test
    void refuses_to_send_again_too_early() {
        useCases.put(ResendCodeUseCase.class, command -> new CodeResending.Refused(Fixtures.THROTTLED));

        call("POST", OTP + "/resend").send().isThrottled();
    }

    @Test
    void promises_no_wait_when_no_message_is_left() {
        useCases.put(ResendCodeUseCase.class, command -> new CodeResending.UsedUp());

        Answer answer = call("POST", OTP + "/resend").send();

        answer.isProblem(429, "otp-sends-used-up");
        assertThat(answer.header("Retry-After")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void refuses_to_send_again_what_is_over(RefusalReason reason) {
        useCases.put(ResendCodeUseCase.class, command -> new CodeResending.Over(reason));

        Answer answer = call("POST", OTP + "/resend").send();

        switch (reason) {
            case LOCKED -> answer.isProblem(429, "otp-locked");
            case UNKNOWN_CHALLENGE -> answer.isProblem(404, "otp-unknown");
            default -> answer.isProblem(422, "otp-over");
        }
    }

    @Test
    void answers_a_right_code_with_a_proof() {
        AtomicReference<OtpCode> guess = new AtomicReference<>();
        useCases.put(CheckCodeUseCase.class, command -> {
            guess.set(command.guess());
            return new CodeCheck.Right(
                    Fixtures.challenge(false).challenge(), Optional.empty(), new Gain.Proof("proof-jwt"));
        });

        String body = post(OTP + "/verify", """
                {"code":"123 456"}""").send().isJson(200).text();

        assertThat(body).isEqualTo("""
                {"proof":"proof-jwt"}""");
        assertThat(guess.get().value()).isEqualTo("123456");
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalReason.class,
            names = {"WRONG_CODE", "EXPIRED", "ALREADY_USED", "UNKNOWN_CHALLENGE"})
    void refuses_codes_alike_whatever_is_wrong_with_them(RefusalReason reason) {
        verifyAs(new CodeCheck.Wrong(reason, 3, 5));

        String body =
                post(OTP + "/verify", """
                {"code":"123456"}""").send().isProblem(422, "otp-refused").text();

        assertThat(body).isEqualTo("""
                        {"type":"http://id.example.org/latchkey/problems/otp-refused","title":"Code not accepted","status":422,\
                        "detail":"The code is wrong or no longer valid.","instance":"%s/verify","attemptsLeft":3,"decision":"%s"}""".formatted(OTP, RecordedDecisions.ID));
    }

    @Test
    void tells_when_the_guesses_are_used_up() {
        verifyAs(new CodeCheck.Wrong(RefusalReason.LOCKED, 0, 5));

        JsonNode problem =
                post(OTP + "/verify", """
                {"code":"123456"}""").send().isProblem(429, "otp-locked").json();

        assertThat(problem.path("attemptsLeft").asInt(-1)).isZero();
    }

    @Test
    void tells_when_the_code_is_for_something_else() {
        verifyAs(new CodeCheck.Wrong(RefusalReason.OTHER_PURPOSE, 3, 5));

        post(OTP + "/verify", """
                {"code":"123456"}""").send().isProblem(422, "otp-other-purpose");
    }

    @Test
    void tells_when_another_account_was_first() {
        verifyAs(new CodeCheck.ContactTaken());

        post(OTP + "/verify", """
                {"code":"123456"}""").send().isProblem(409, "contact-taken");
    }

    @Test
    void needs_a_code() {
        JsonNode problem = post(OTP + "/verify", "{}")
                .send()
                .isProblem(400, "invalid-request")
                .json();

        assertThat(problem.path("detail").asText()).isEqualTo("code is required");
    }

    @Test
    void shows_a_challenge() {
        useCases.put(FindCodeUseCase.class, id -> Optional.of(Fixtures.challenge(true)));

        JsonNode challenge = call("GET", OTP).send().isJson(200).json();

        assertThat(challenge.path("id").asText()).isEqualTo(Fixtures.OTP_ID);
        assertThat(challenge.get("channel").isNull()).isTrue();
        assertThat(challenge.get("destination").isNull()).isTrue();
    }

    @Test
    void knows_no_unknown_challenge() {
        useCases.put(FindCodeUseCase.class, id -> Optional.empty());

        call("GET", OTP).send().isProblem(404, "otp-unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "x", "ffffffff-ffff-ffff-ffff-fffffffffff", "%01"})
    void treats_an_impossible_id_as_an_unknown_one(String id) {
        assertThat(call("GET", "/api/v1/otp/" + id).send().status()).isEqualTo(404);
        assertThat(post("/api/v1/otp/" + id + "/verify", """
                {"code":"1"}""").send().status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "email, ada@example.org, EMAIL",
        "sms, +4915112345678, SMS",
        "voice, +4915112345678, VOICE",
        "whatsapp, +4915112345678, WHATSAPP"
    })
    void passes_the_chosen_channel_on(String channel, String destination, Channel chosen) {
        issueAnything();
        post("/api/v1/otp", """
                {"purpose":"custom:pay","channel":"%s","destination":"%s"}""".formatted(channel, destination)).send().isJson(202);
        assertThat(requested.get().channel()).contains(chosen);
    }

    @Test
    void leaves_the_channel_to_the_route_when_none_is_chosen() {
        issueAnything();
        post("/api/v1/otp", """
                {"purpose":"custom:pay","destination":"+4915112345678"}""").send().isJson(202);
        assertThat(requested.get().channel()).isEmpty();
    }

    @Test
    void names_the_offered_channels_when_another_one_is_chosen() {
        useCases.put(
                SendCodeUseCase.class,
                command -> new CodeSending.ChannelNotOffered(List.of(Channel.SMS, Channel.WHATSAPP)));
        JsonNode problem = post("/api/v1/otp", """
                {"purpose":"custom:pay","channel":"voice","destination":"+4915112345678"}""")
                .send()
                .isProblem(422, "channel-not-offered")
                .json();
        assertThat(problem.path("channels").toString()).isEqualTo("[\"sms\",\"whatsapp\"]");
        assertThat(problem.path("detail").asText()).isEqualTo("This code can be sent by sms, whatsapp.");
    }

    @Test
    void resends_by_a_chosen_channel() {
        AtomicReference<ResendCodeCommand> asked = new AtomicReference<>();
        useCases.put(ResendCodeUseCase.class, command -> {
            asked.set(command);
            return new CodeResending.Sent(Fixtures.challenge(false));
        });
        post(OTP + "/resend", """
                {"channel":"voice"}""").send().isJson(202);
        assertThat(asked.get().channel()).contains(Channel.VOICE);
        post(OTP + "/resend", "{}").send().isJson(202);
        assertThat(asked.get().channel()).isEmpty();
        post(OTP + "/resend", "").send().isJson(202);
        assertThat(asked.get().channel()).isEmpty();
        post(OTP + "/resend", """
                {"channel":"pigeon"}""").send().isProblem(400, "invalid-request");
        post(OTP + "/resend", """
                {"chanel":"voice"}""").send().isProblem(400, "invalid-request");
    }

    @Test
    void refuses_to_resend_by_a_channel_that_is_not_offered() {
        useCases.put(ResendCodeUseCase.class, command -> new CodeResending.ChannelNotOffered(List.of()));
        JsonNode problem = post(OTP + "/resend", """
                {"channel":"voice"}""")
                .send()
                .isProblem(422, "channel-not-offered")
                .json();
        assertThat(problem.path("channels").toString()).isEqualTo("[]");
    }
}
