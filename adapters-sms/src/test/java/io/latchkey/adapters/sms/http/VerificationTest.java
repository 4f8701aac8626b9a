package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.check.HttpCheck;
import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.http.LoopbackServer.Reply;
import io.latchkey.adapters.sms.provider.CheckResult;
import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.application.otp.port.OwnerAnswer;
import io.latchkey.application.otp.port.OwnerAnswer.Verdict;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asks a server that makes the codes itself about them. */
@Timeout(60)
class VerificationTest {
    private static final String DEFINITION = """
        name: acme
        channel: sms
        request: {url: "https://api.acme.example/v1/verifications", json: {to: "{to}"}}
        auth: {bearer: "{secret.token}"}
        accepted: {status: 201}
        reference: /id
        verification:
          digits: "6"
          check: {url: "https://api.acme.example/v1/verifications/{reference}/check", json: {code: "{code}", to: "{toDigits}"},
            at: [/state, /error], right: approved, wrong: [pending, http 400], used-up: too_many_*, over: [expired, http 404]}
          cancel: {url: "https://api.acme.example/v1/verifications/{reference}", method: DELETE}
        """;
    private static final CodeOwner.Started STARTED =
            new CodeOwner.Started("r/1", new PhoneNumber("+4915112345678"), SenderProfile.NONE);

    private final LoopbackServer server = new LoopbackServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private CodeOwner owner() {
        return Acme.open(Acme.definition(DEFINITION), server, Map.of("token", "t0ken"))
                .codeOwner()
                .orElseThrow();
    }

    @Test
    void asks_with_the_code_in_the_body_alone() {
        server.answer = request -> Reply.of(200, "{\"state\":\"approved\"}");
        assertThat(owner().check(STARTED, new OtpCode("012345"))).isEqualTo(OwnerAnswer.of(Verdict.RIGHT));
        LoopbackServer.Received request = server.received.get(0);
        assertThat(request.path()).isEqualTo("/v1/verifications/r%2F1/check");
        assertThat(request.body()).isEqualTo("{\"code\":\"012345\",\"to\":\"4915112345678\"}");
        assertThat(request.header("Authorization")).isEqualTo("Bearer t0ken");
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{\"state\":\"approved\"}', RIGHT",
        "500, '{\"state\":\"approved\"}', NONE",
        "302, '{\"state\":\"approved\"}', NONE",
        "200, '{\"state\":\"pending\"}', WRONG",
        "200, '{\"state\":\"something new\"}', NONE",
        "200, '', NONE",
        "400, '', WRONG",
        "429, '{\"error\":\"too_many_tries\"}', USED_UP",
        "404, '', OVER",
        "200, '{\"state\":\"expired\"}', OVER",
        "401, '', NONE",
        "503, '', NONE"
    })
    void takes_only_a_success_with_the_right_word_for_right(int status, String body, Verdict verdict) {
        server.answer = request -> Reply.of(status, body);
        assertThat(owner().check(STARTED, new OtpCode("012345")).verdict()).isEqualTo(verdict);
    }

    @Test
    void tells_when_to_ask_again() {
        server.answer = request -> new Reply(429, Map.of("Retry-After", "7"), "");
        assertThat(owner().check(STARTED, new OtpCode("012345"))).isEqualTo(OwnerAnswer.none(Duration.ofSeconds(7)));
        server.close();
        assertThat(owner().check(STARTED, new OtpCode("012345"))).isEqualTo(OwnerAnswer.of(Verdict.NONE));
    }

    @Test
    void gives_the_provider_the_code_as_it_was_typed() {
        server.answer = request -> Reply.of(200, "{}");
        owner().check(STARTED, OtpCode.parse(" si9-sfG "));
        owner().check(STARTED, OtpCode.parseNumeral("345"));
        assertThat(server.received.get(0).body()).contains("\"si9sfG\"");
        assertThat(server.received.get(1).body()).contains("\"000345\"");
    }

    @Test
    void asks_at_most_32_times_at_once() throws Exception {
        CountDownLatch underWay = new CountDownLatch(32);
        CountDownLatch answered = new CountDownLatch(1);
        server.answer = request -> {
            underWay.countDown();
            awaitUninterruptibly(answered);
            return Reply.of(200, "{\"state\":\"pending\"}");
        };
        CodeOwner owner = owner();
        var checks = IntStream.range(0, 32)
                .mapToObj(number -> {
                    var check = new CompletableFuture<OwnerAnswer>();
                    new Thread(() -> check.complete(owner.check(STARTED, new OtpCode("012345")))).start();
                    return check;
                })
                .toList();
        underWay.await();
        assertThat(owner.check(STARTED, new OtpCode("012345")).verdict()).isEqualTo(Verdict.NONE);
        answered.countDown();
        for (var check : checks) {
            assertThat(check.get().verdict()).isEqualTo(Verdict.WRONG);
        }
        assertThat(server.received).hasSize(32);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void cancels_a_verification() {
        owner().cancel("r/1", SenderProfile.NONE);
        assertThat(server.received.get(0).method()
                        + ' '
                        + server.received.get(0).path())
                .isEqualTo("DELETE /v1/verifications/r%2F1");
    }

    @Test
    void passes_its_own_check() {
        assertThat(HttpCheck.run(Acme.definition(DEFINITION), Map.of()))
                .allMatch(CheckResult::passed)
                .extracting(CheckResult::part)
                .contains(
                        "check right (approved)",
                        "check wrong (http 400)",
                        "check used-up (too_many_*)",
                        "check over (expired)",
                        "check with a lost answer",
                        "right, but no success",
                        "cancel");
    }

    @Test
    void fails_its_own_check_where_a_word_has_two_meanings() {
        assertThat(HttpCheck.run(Acme.definition(DEFINITION.replace("over: [expired,", "over: [pending,")), Map.of()))
                .filteredOn(result -> !result.passed())
                .extracting(CheckResult::part)
                .containsExactly("check over (pending)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json: {to: \"{to}\"} | json: {to: \"{to}\", code: \"{code}\"} | request must not have {code}: the"
                        + " provider makes the code",
                "json: {to: \"{to}\"} | json: {to: \"{to}\", text: \"{text}\"} | request must not have {text}: the"
                        + " provider makes the code",
                "digits: \"6\" | cancels-first: false | verification must have one of digits, for codes that are"
                        + " typed, and silent-url",
                "{reference}/check | check | verification.check must have {reference} in its address or its body",
                "{reference}/check | {reference}/{code} | verification.check.url has the placeholder {code}, which is"
                        + " not known here",
                "right: approved | right: http 400 | verification.check.right must be a status of success",
                "right: approved, | '' | verification.check must have the keys right and wrong",
                "at: [/state, /error], | '' | needs check.at, which says where the provider's words stand",
                "method: DELETE | method: GET | verification.cancel.method must be POST, PUT or DELETE",
                "reference: /id | '' | must have the key reference, by which a verification is checked"
            })
    void refuses_what_cannot_be_a_verification(String right, String wrong, String reason) {
        assertThat(DEFINITION).contains(right);
        assertThatThrownBy(() -> Acme.definition(
                        DEFINITION.replace(right, Optional.ofNullable(wrong).orElse(""))))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(reason);
    }
}
