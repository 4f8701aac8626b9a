package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.session.RefreshSessionUseCase;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyReaderTest extends ApiTest {
    private static final String REFRESH = "/api/v1/sessions/refresh";

    @BeforeEach
    void takeAnyToken() {
        useCases.put(
                RefreshSessionUseCase.class, token -> new RefreshSessionUseCase.Refresh.Refreshed(Fixtures.TOKENS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                        {"refreshToken":"t"}""", " {\"refreshToken\":\"t\",\"more\":[1,{\"a\":null}]} \n", """
                        {"refreshToken":"\\u00e4🦊"}"""})
    void takes_one_json_object(String body) {
        post(REFRESH, body).send().isJson(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "secret-input",
                "[]",
                """
                        [{"refreshToken":"secret-input"}]""",
                "\"secret-input\"",
                """
                        {"refreshToken":"secret-input\"""",
                """
                        {"refreshToken":"secret-input"}{}""",
                """
                        {"refreshToken":"secret-input"} x""",
                """
                        {"refreshToken":"a","refreshToken":"secret-input"}""",
                "{'refreshToken':'secret-input'}",
                """
                        {"refreshToken":"secret-input",}""",
                """
                        {"refreshToken":"secret
                        input"}""",
                """
                        {"refreshToken":"t"} // comment""",
                """
                        {"refreshToken":NaN}"""
            })
    void refuses_anything_else_without_repeating_it(String body) {
        Answer answer = post(REFRESH, body).send().isProblem(400, "invalid-request");

        assertThat(answer.text()).doesNotContain("secret", "jackson", "column");
        assertThat(answer.json().path("detail").asText()).isNotBlank();
        assertThat(answer.json().has("field")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "1.5", "true", "[]", "[\"t\"]", "{}", """
            {"a":"b"}"""})
    void never_takes_another_type_for_a_text(String value) {
        Answer answer = post(REFRESH, """
                {"refreshToken":%s}""".formatted(value)).send().isProblem(400, "invalid-request");

        assertThat(answer.json().path("field").asText()).isEqualTo("refreshToken");
        assertThat(answer.json().path("detail").asText()).isEqualTo("refreshToken must be a text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\n", "\\t", "\\u007f", "\\u0085", "\\ud800", "\\udc00x"})
    void refuses_texts_no_person_types(String escape) {
        Answer answer = post(REFRESH, """
                        {"refreshToken":"a%sb"}""".formatted(escape)).send().isProblem(400, "invalid-request");

        assertThat(answer.json().path("field").asText()).isEqualTo("refreshToken");
    }

    @Test
    void refuses_bytes_that_are_not_utf_8() {
        byte[] latin1 = """
                {"refreshToken":"ä"}""".getBytes(StandardCharsets.ISO_8859_1);

        call("POST", REFRESH).body("application/json", latin1).send().isProblem(400, "invalid-request");
    }

    @Test
    void refuses_deep_nesting_and_endless_numbers() {
        post(REFRESH, """
                {"a":%s%s}""".formatted("[".repeat(50), "]".repeat(50))).send().isProblem(400, "invalid-request");
        post(REFRESH, """
                {"a":%s}""".formatted("9".repeat(1000))).send().isProblem(400, "invalid-request");
    }

    @Test
    void takes_64_kibibytes_and_no_more() {
        String largest = """
                {"refreshToken":"%s"}""".formatted("x".repeat(64 * 1024 - 19));
        assertThat(largest).hasSize(64 * 1024);

        post(REFRESH, largest).send().isJson(200);
        post(REFRESH, largest + " ").send().isProblem(413, "body-too-large");
    }

    @Test
    void asks_for_a_body() {
        call("POST", REFRESH).send().isProblem(400, "invalid-request");
        call("POST", REFRESH).header("Content-Type", "application/json").send().isProblem(400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "application/json5"})
    void takes_no_other_content_type(String contentType) {
        call("POST", REFRESH)
                .body(contentType, """
                        {"refreshToken":"t"}""".getBytes(StandardCharsets.UTF_8))
                .send()
                .isProblem(415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON"})
    void takes_json_however_it_is_spelt(String contentType) {
        call("POST", REFRESH)
                .body(contentType, """
                        {"refreshToken":"t"}""".getBytes(StandardCharsets.UTF_8))
                .send()
                .isJson(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml;q=0.9", "image/png", "*/*", "nonsense"})
    void answers_in_json_whatever_is_accepted(String accept) {
        post(REFRESH, """
                {"refreshToken":"t"}""").header("Accept", accept).send().isJson(200);
        post(REFRESH, "{}").header("Accept", accept).send().isProblem(400, "invalid-request");
    }
}
