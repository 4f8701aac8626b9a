package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.application.otp.FindCodeUseCase;
import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.domain.shared.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnexpectedFailureMapperTest extends ApiTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1", "/api/v1/nothing", "/api/v1/users/me/nothing", "/api/v1/sessions/a/b"})
    void knows_no_other_route(String path) {
        call("GET", path).send().isProblem(404, "not-found");
    }

    @Test
    void names_the_methods_a_route_has() {
        Answer answer = call("PUT", "/api/v1/otp").send().isProblem(405, "method-not-allowed");

        assertThat(answer.header("Allow")).contains("POST");
    }

    @Test
    void speaks_the_language_of_the_caller() {
        Answer answer = call("GET", "/api/v1/nothing")
                .header("Accept-Language", "sv, de-CH;q=0.8, en;q=0.5")
                .send()
                .isProblem(404, "not-found");

        assertThat(answer.json().path("title").asText()).isEqualTo("Nicht gefunden");
        assertThat(answer.header("Content-Language")).isEqualTo("de");
        assertThat(answer.response().headers().allValues("Vary")).contains("Origin", "Accept-Language");
    }

    @Test
    void hides_what_failed_behind_an_id_that_is_in_the_log() {
        useCases.put(FindCodeUseCase.class, id -> {
            throw new IllegalStateException("secret-input", new IllegalArgumentException("secret-cause"));
        });
        List<String> logged = new ArrayList<>();
        Logger logger = Logger.getLogger("io.latchkey.adapters.rest.problem.UnexpectedFailureMapper");
        Handler handler = collecting(logged);
        logger.addHandler(handler);

        JsonNode problem = call("GET", "/api/v1/otp/" + Fixtures.OTP_ID)
                .send()
                .isProblem(500, "unexpected-failure")
                .json();
        logger.removeHandler(handler);

        String id = UUID.fromString(problem.path("id").asText()).toString();
        assertThat(problem.toString()).doesNotContain("secret", "IllegalState");
        assertThat(logged)
                .singleElement()
                .asString()
                .contains(id, "java.lang.IllegalStateException", "Caused by: java.lang.IllegalArgumentException")
                .contains("UnexpectedFailureMapperTest")
                .doesNotContain("secret");
    }

    private static Handler collecting(List<String> messages) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                messages.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void survives_an_error() {
        useCases.put(RefreshSessionUseCase.class, token -> {
            throw new StackOverflowError();
        });

        post("/api/v1/sessions/refresh", """
                {"refreshToken":"t"}""").send().isProblem(500, "unexpected-failure");
    }

    @Test
    void blames_no_member_where_the_core_blames_none() {
        useCases.put(RefreshSessionUseCase.class, token -> {
            throw new InvalidValueException("there are too many");
        });

        JsonNode problem = post("/api/v1/sessions/refresh", """
                {"refreshToken":"t"}""")
                .send()
                .isProblem(400, "invalid-request")
                .json();

        assertThat(problem.path("detail").asText()).isEqualTo("there are too many");
        assertThat(problem.has("errors")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%", "-", "de,-", "-;q=1", ";", "en;q=2", "*", "a-"})
    void describes_no_headers_it_cannot_read(String languages) {
        useCases.put(FindCodeUseCase.class, id -> java.util.Optional.of(Fixtures.challenge(false)));

        call("GET", "/api/v1/otp/" + Fixtures.OTP_ID)
                .header("Accept-Language", languages)
                .header("X-Forwarded-For", ",,garbage,,")
                .send()
                .isJson(200);
    }
}
