package io.latchkey.adapters.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.adapters.rest.json.RequestBodyReader;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import io.latchkey.application.session.RefreshSessionUseCase;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
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
        {"refreshToken":"t"}\
        """, """
                            \040{"refreshToken":"t"}\s
                            """, """
                            {"refreshToken":"\\u00e4🦊"}\
                            """})
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
                [{"refreshToken":"secret-input"}]\
                """,
                "\"secret-input\"",
                """
                {"refreshToken":"secret-input\"\
                """,
                """
                {"refreshToken":"secret-input"}{}\
                """,
                """
                {"refreshToken":"secret-input"} x\
                """,
                """
                {"refreshToken":"a","refreshToken":"secret-input"}\
                """,
                "{'refreshToken':'secret-input'}",
                """
                {"refreshToken":"secret-input",}\
                """,
                """
                {"refreshToken":"secret
                input"}\
                """,
                """
                {"refreshToken":"t"} // comment\
                """,
                """
                {"refreshToken":NaN}\
                """
            })
    void refuses_anything_else_without_repeating_it(String body) {
        Answer answer = post(REFRESH, body).send().isProblem(400, "invalid-request");

        assertThat(answer.text()).doesNotContain("secret", "jackson", "column");
        assertThat(answer.json().path("detail").asText()).isNotBlank();
        assertThat(answer.json().has("field")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "1.5", "true", "[]", "[\"t\"]", "{}", """
        {"a":"b"}\
        """})
    void never_takes_another_type_for_a_text(String value) {
        Answer answer = post(REFRESH, """
            {"refreshToken":%s}\
            """.formatted(value)).send().isProblem(400, "invalid-request");

        assertThat(answer.json().path("field").asText()).isEqualTo("refreshToken");
        assertThat(answer.json().path("detail").asText()).isEqualTo("refreshToken must be a text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "\"t\"", "[1,{\"a\":null}]", "{\"refreshToken\":\"t\"}"})
    void names_a_member_nobody_reads(String value) {
        Answer answer = post(REFRESH, """
            {"refreshToken":"t","ttl":%s}\
            """.formatted(value)).send().isProblem(400, "invalid-request");

        assertThat(answer.json().path("field").asText()).isEqualTo("ttl");
        assertThat(answer.json().path("detail").asText()).isEqualTo("ttl is no member of this request");
    }

    @Test
    void names_few_of_many_unknown_members_and_never_a_long_name() {
        StringBuilder body = new StringBuilder("{\"refreshToken\":\"t\"");
        for (int i = 0; i < 50; i++) {
            body.append(",\"").append("x".repeat(180)).append(i).append("\":1");
        }
        Answer answer = post(REFRESH, body + "}").send().isProblem(400, "invalid-request");

        assertThat(answer.json().path("errors")).hasSize(10);
        assertThat(answer.text()).contains("x".repeat(64)).doesNotContain("x".repeat(65));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t\\n", "\\tt", "\\r\\nt\\u0085"})
    void drops_the_line_ends_that_came_with_a_pasted_text(String pasted) {
        AtomicReference<String> taken = new AtomicReference<>();
        useCases.put(RefreshSessionUseCase.class, token -> {
            taken.set(token.refreshToken());
            return new RefreshSessionUseCase.Refresh.Refreshed(Fixtures.TOKENS);
        });

        post(REFRESH, """
            {"refreshToken":"%s"}\
            """.formatted(pasted)).send().isJson(200);

        assertThat(taken).hasValue("t");
    }

    @Test
    void reads_a_body_behind_a_byte_order_mark() {
        post(REFRESH, """
            \uFEFF{"refreshToken":"t"}\
            """).send().isJson(200);
        post(REFRESH, "\uFEFF").send().isProblem(400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "x-gzip", "identity, gzip"})
    void takes_no_content_coding(String coding) {
        Answer answer = post(REFRESH, """
            {"refreshToken":"t"}\
            """).header("Content-Encoding", coding).send();

        answer.isProblem(415, "unsupported-content-encoding");
        assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
        post(REFRESH, """
            {"refreshToken":"t"}\
            """).header("Content-Encoding", "identity").send().isJson(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/otp/%ff/verify",
                "/api/v1/otp/%c3",
                "/api/v1/otp/%00",
                "/api%5cv1",
                "/api/v1;x/otp",
                "/api/v1/otp%3bx",
                "/api/v1/sessions/refresh?a=%ff",
                "/api/v1/x?%c0%af=1",
                "/api/v1/x?a=%ed%a0%80"
            })
    void refuses_an_address_that_nobody_reads(String address) {
        post(address, """
            {"refreshToken":"t"}\
            """).send().isProblem(400, "malformed-address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\n", "\\t", "\\u007f", "\\u0085", "\\ud800", "\\udc00x"})
    void refuses_texts_no_person_types(String escape) {
        Answer answer = post(REFRESH, """
            {"refreshToken":"a%sb"}\
            """.formatted(escape)).send().isProblem(400, "invalid-request");

        assertThat(answer.json().path("field").asText()).isEqualTo("refreshToken");
    }

    @Test
    void refuses_bytes_that_are_not_utf_8() {
        byte[] latin1 = """
            {"refreshToken":"ä"}\
            """.getBytes(StandardCharsets.ISO_8859_1);

        call("POST", REFRESH).body("application/json", latin1).send().isProblem(400, "invalid-request");
    }

    @Test
    void refuses_deep_nesting_and_endless_numbers() {
        post(REFRESH, """
            {"a":%s%s}\
            """.formatted("[".repeat(50), "]".repeat(50))).send().isProblem(400, "invalid-request");
        post(REFRESH, """
            {"a":%s}\
            """.formatted("9".repeat(1000))).send().isProblem(400, "invalid-request");
    }

    @Test
    void takes_64_kibibytes_and_no_more() {
        String largest = """
            {"refreshToken":"%s"}\
            """.formatted("x".repeat(64 * 1024 - 19));
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
                    {"refreshToken":"t"}\
                    """.getBytes(StandardCharsets.UTF_8))
                .send()
                .isProblem(415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON"})
    void takes_json_however_it_is_spelt(String contentType) {
        call("POST", REFRESH)
                .body(contentType, """
                    {"refreshToken":"t"}\
                    """.getBytes(StandardCharsets.UTF_8))
                .send()
                .isJson(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml;q=0.9", "image/png", "*/*", "nonsense"})
    void answers_in_json_whatever_is_accepted(String accept) {
        post(REFRESH, """
            {"refreshToken":"t"}\
            """).header("Accept", accept).send().isJson(200);
        post(REFRESH, "{}").header("Accept", accept).send().isProblem(400, "invalid-request");
    }

    /** A request with a list of texts and an object of texts. */
    record ManyTexts(@Nullable List<String> roles, @Nullable Map<String, String> claims) implements RequestBody {}

    private static ManyTexts read(String json) {
        return RequestBodyReader.read(ManyTexts.class, MediaType.APPLICATION_JSON_TYPE, json.getBytes(UTF_8));
    }

    @Test
    void reads_lists_and_objects_of_texts() {
        assertThat(read("{}")).isEqualTo(new ManyTexts(null, null));
        assertThat(read("""
            {"roles":["b","a","b"],"claims":{"z":"1","a":"2"}}\
            """)).isEqualTo(new ManyTexts(List.of("b", "a", "b"), Map.of("a", "2", "z", "1")));
        assertThat(read("""
            {"roles":[],"claims":{}}\
            """)).isEqualTo(new ManyTexts(List.of(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"roles\":\"a\"",
                "\"roles\":{\"a\":\"b\"}",
                "\"roles\":[7]",
                "\"roles\":[\"a\",null]",
                "\"roles\":[[\"a\"]]",
                "\"roles\":[\"a\\u0000\"]",
                "\"claims\":[\"a\"]",
                "\"claims\":{\"a\":true}",
                "\"claims\":{\"a\":null}",
                "\"claims\":{\"a\\u0000\":\"b\"}",
                "\"claims\":{\"a\":{}}"
            })
    void takes_nothing_else_for_a_list_or_an_object_of_texts(String member) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> read('{' + member + '}'))
                .withMessageStartingWith("must ");
    }
}
