package io.latchkey.adapters.rest.face;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.adapters.rest.json.AcceptFilter;
import io.latchkey.adapters.rest.json.BoundedInput;
import io.latchkey.adapters.rest.json.ResponseBodyWriter;
import io.latchkey.adapters.rest.json.UnreadableRequestFilter;
import io.latchkey.adapters.rest.problem.AnswerFilter;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.UnexpectedFailureMapper;
import io.latchkey.adapters.rest.problem.WebApplicationMapper;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads input over a real HTTP server with one face behind a prefix and one face that is switched off. */
class FaceInputReaderTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=XX";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static HttpServer server;
    private static URI base;

    /** A second face without resources. */
    private static final class ClosedFace implements Face {
        @Override
        public String name() {
            return "closed";
        }

        @Override
        public List<String> roots() {
            return List.of("closed/");
        }

        @Override
        public Set<Class<?>> resources() {
            return Set.of();
        }

        @Override
        public Response word(Problem problem, String path) {
            throw new IllegalStateException("a face that is switched off has no words");
        }
    }

    @BeforeAll
    static void start() {
        Face echo = new EchoFace();
        ResourceConfig config = new ResourceConfig(echo.resources());
        config.registerClasses(
                FaceRouter.class,
                FaceInputReader.class,
                FaceAnswerFilter.class,
                AcceptFilter.class,
                UnreadableRequestFilter.class,
                AnswerFilter.class,
                ResponseBodyWriter.class,
                WebApplicationMapper.class,
                UnexpectedFailureMapper.class);
        FaceSettings settings = new FaceSettings(
                List.of(new FaceRoute(echo, true, "/legacy"), new FaceRoute(new ClosedFace(), false, "")), Set.of());
        config.register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(settings).to(FaceSettings.class);
                bind(new RestSettings(Locale.ENGLISH, "https://id.example.org")).to(RestSettings.class);
            }
        });
        URI wanted = UriBuilder.fromUri("http://localhost/")
                .host(InetAddress.getLoopbackAddress().getHostAddress())
                .port(0)
                .build();
        server = JdkHttpServerFactory.createHttpServer(wanted, config);
        base = UriBuilder.fromUri(wanted).port(server.getAddress().getPort()).build();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static HttpResponse<String> send(String method, String path, String contentType, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        try {
            return HTTP.send(request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        try {
            return JSON.readTree(response.body());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static JsonNode all(String contentType, String body) {
        HttpResponse<String> response = send("POST", "/legacy/echo/all", contentType, body.getBytes(UTF_8));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    private static void refused(int status, String type, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(json(response).path("refused").asText()).isEqualTo("/problems/" + type);
        assertThat(response.headers().firstValue("X-Face")).hasValue("echo");
    }

    @Test
    void answers_behind_its_prefix_with_or_without_a_slash() {
        assertThat(all("application/json", """
                {"a":"b"}""").path("a").asText()).isEqualTo("TEXT b");
        assertThat(json(send("POST", "/legacy/echo/all/?a=b", "", new byte[0]))
                        .path("a")
                        .asText())
                .isEqualTo("TEXT b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo/all", "/echo;x/all", "/shout", "/closed/anything"})
    void is_plainly_not_found_elsewhere(String path) {
        HttpResponse<String> response = send("POST", path, "", new byte[0]);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body())
                .contains("\"type\":\"https://id.example.org/problems/not-found\"")
                .contains(path);
    }

    @Test
    void words_what_no_resource_of_its_own_refused() {
        refused(404, "not-found", send("GET", "/legacy/echo/nothing", "", new byte[0]));
        assertThat(json(send("GET", "/legacy/echo/nothing", "", new byte[0]))
                        .path("path")
                        .asText())
                .isEqualTo("echo/nothing");
    }

    @Test
    void keeps_the_header_fields_of_what_it_words() {
        HttpResponse<String> response = send("DELETE", "/legacy/echo/all", "", new byte[0]);

        refused(418, "method-not-allowed", response);
        assertThat(response.headers().firstValue("Allow").orElse("")).contains("POST");
    }

    @Test
    void leaves_the_words_of_others_alone() {
        HttpResponse<String> response = send("GET", "/nothing", "", new byte[0]);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("X-Face")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"b\" | TEXT b",
                "\"\" | TEXT",
                "\"a\\u0000\" | UNPRINTABLE",
                "\"\\ud800\" | UNPRINTABLE",
                "null | NULL",
                "true | BOOLEAN true",
                "007.0 | ",
                "7.50 | NUMBER 7.50",
                "1e5 | NUMBER 1e5",
                "123456 | NUMBER 123456",
                "[] | ARRAY",
                """
                        [{"x":1}] | ARRAY""",
                "{} | OBJECT {}",
                """
                        {"x":1} | OBJECT {x=NUMBER}"""
            })
    void tells_kinds_of_json_values_apart(String value, String expected) {
        HttpResponse<String> response = send("POST", "/legacy/echo/json", "application/json", """
                        {"a":%s,"z":1}""".formatted(value)
                .getBytes(UTF_8));

        if (expected == null) {
            refused(400, "malformed-body", response);
        } else {
            assertThat(json(response).path("a").asText()).isEqualTo(expected);
            assertThat(json(response).path("z").asText()).isEqualTo("NUMBER 1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", """
                        {"a":1""", "x", """
                        {"a":1,"a":2}""", """
                        {"a":{"b":1,"b":2}}""", "{} {}", "[] x", " ", "[", "{'a':1}", """
                        {"a":NaN}"""})
    void refuses_malformed_json(String body) {
        refused(400, "malformed-body", send("POST", "/legacy/echo/json", "application/json", body.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", """
            [{"a":1}]""", "null", "7", "\"a\"", "true"})
    void tells_what_is_no_object_from_malformed_json(String body) {
        refused(400, "not-an-object", send("POST", "/legacy/echo/json", "application/json", body.getBytes(UTF_8)));
    }

    @Test
    void bounds_nesting_numbers_and_size() {
        String deep = """
                {"a":%s%s}""".formatted("[".repeat(50), "]".repeat(50));
        refused(400, "malformed-body", send("POST", "/legacy/echo/json", "application/json", deep.getBytes(UTF_8)));
        String endless = """
                {"a":%s}""".formatted("9".repeat(1000));
        refused(400, "malformed-body", send("POST", "/legacy/echo/json", "application/json", endless.getBytes(UTF_8)));
        String large = """
                {"a":"%s"}""".formatted("x".repeat(BoundedInput.MOST_JSON_BYTES));
        refused(413, "body-too-large", send("POST", "/legacy/echo/json", "application/json", large.getBytes(UTF_8)));
    }

    @Test
    void takes_json_without_a_content_type() {
        assertThat(all("", """
                {"a":"b"}""").path("a").asText()).isEqualTo("TEXT b");
    }

    @Test
    void tells_an_empty_body_by_itself() {
        assertThat(all("application/json", "").path("hasNoBody").asBoolean()).isTrue();
        assertThat(all("", "").path("hasNoBody").asBoolean()).isTrue();
        assertThat(all("application/json", "{}").path("hasNoBody").asBoolean()).isFalse();
    }

    @Test
    void lets_a_body_win_over_the_query() {
        HttpResponse<String> response =
                send("POST", "/legacy/echo/all?a=query&b=%C3%A4&b=c", FORM, "a=body".getBytes(UTF_8));

        assertThat(json(response).path("a").asText()).isEqualTo("TEXT body");
        assertThat(json(response).path("b").asText()).isEqualTo("TEXT c");
    }

    @Test
    void reads_a_url_encoded_form() {
        JsonNode form = all(FORM, "a=%2B49+15&b=&c&d=%C3%A4&&e=x%00");

        assertThat(form.path("a").asText()).isEqualTo("TEXT +49 15");
        assertThat(form.path("b").asText()).isEqualTo("TEXT");
        assertThat(form.path("c").asText()).isEqualTo("TEXT");
        assertThat(form.path("d").asText()).isEqualTo("TEXT ä");
        assertThat(form.path("e").asText()).isEqualTo("UNPRINTABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%",
                "a=%zz",
                "a=1&a=2",
                "a=%2",
                "a=%E4",
                "%FC=1",
                "a=%C3",
                "a=%C0%AF",
                "a=%ED%A0%80",
                "a=% 1",
                "a=%+1"
            })
    void refuses_a_malformed_form(String body) {
        refused(400, "malformed-body", send("POST", "/legacy/echo/all", FORM, body.getBytes(UTF_8)));
    }

    @Test
    void drops_what_came_with_a_pasted_text() {
        assertThat(all("application/json", "\uFEFF{\"a\":\"b\\r\\n\"}")
                        .path("a")
                        .asText())
                .isEqualTo("TEXT b");
        assertThat(all(FORM, "\uFEFFa=%09b%0D%0A").path("a").asText()).isEqualTo("TEXT b");
        assertThat(all(FORM, "a=b%0Ac").path("a").asText()).isEqualTo("UNPRINTABLE");
        assertThat(all(FORM, "a=%20b+").path("a").asText()).isEqualTo("TEXT  b ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?a=%E4", "?%FC", "?a=%C3"})
    void refuses_a_query_that_is_not_utf_8(String query) {
        refused(400, "malformed-address", send("POST", "/legacy/echo/all" + query, FORM, "a=b".getBytes(UTF_8)));
    }

    @Test
    void refuses_more_fields_than_anybody_needs() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            many.append('f').append(i).append("=1&");
        }
        refused(
                400,
                "malformed-body",
                send("POST", "/legacy/echo/all", FORM, many.toString().getBytes(UTF_8)));
        String parts = part("a", "1").repeat(5_000) + "--XX--\r\n";
        refused(400, "malformed-body", send("POST", "/legacy/echo/all", MULTIPART, parts.getBytes(UTF_8)));
    }

    private static String part(String name, String value) {
        return "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    @Test
    void reads_a_multipart_form_with_files() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(part("a", "ä b").getBytes(UTF_8));
        body.writeBytes(
                "--XX\r\nContent-Disposition: form-data; name=\"p\"; filename=\"p.png\"\r\nContent-Type: image/png\r\n\r\n"
                        .getBytes(UTF_8));
        body.writeBytes(new byte[BoundedInput.MOST_IMAGE_BYTES]);
        body.writeBytes("\r\n--XX--\r\n".getBytes(UTF_8));

        JsonNode form = json(send("POST", "/legacy/echo/all", MULTIPART, body.toByteArray()));

        assertThat(form.path("a").asText()).isEqualTo("TEXT ä b");
        assertThat(form.path("p").asText()).isEqualTo("FILE p.png:" + BoundedInput.MOST_IMAGE_BYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--XX--\r\n",
                "\r\n--XX--\r\n",
                "--XX--",
                "--XX\r\nContent-Disposition: form-data; name=\"p\"; filename=\"\"\r\n\r\n\r\n--XX--\r\n"
            })
    void reads_a_multipart_form_that_nobody_filled_in(String body) {
        assertThat(json(send("POST", "/legacy/echo/all", MULTIPART, body.getBytes(UTF_8)))
                        .has("p"))
                .isFalse();
    }

    @Test
    void reads_a_file_whose_name_alone_is_missing() {
        String body = "--XX\r\nContent-Disposition: form-data; name=\"p\"; filename=\"\"\r\n\r\n12\r\n--XX--\r\n";
        assertThat(json(send("POST", "/legacy/echo/all", MULTIPART, body.getBytes(UTF_8)))
                        .path("p")
                        .asText())
                .isEqualTo("FILE :2");
    }

    @Test
    void refuses_a_multipart_body_that_is_too_large() {
        byte[] body = new byte[BoundedInput.MOST_IMAGE_BYTES + BoundedInput.MOST_JSON_BYTES + 1];
        refused(413, "body-too-large", send("POST", "/legacy/echo/all", MULTIPART, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "--XX\r\n",
                "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
                "--XX\r\n\r\n1\r\n--XX--\r\n",
                "--XX\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--XX--\r\n"
            })
    void refuses_a_malformed_multipart_body(String body) {
        refused(400, "malformed-body", send("POST", "/legacy/echo/all", MULTIPART, body.getBytes(UTF_8)));
    }

    @Test
    void refuses_a_multipart_body_without_boundary_or_with_a_name_twice() {
        refused(400, "malformed-body", send("POST", "/legacy/echo/all", "multipart/form-data", "x".getBytes(UTF_8)));
        String twice = part("a", "1") + part("a", "2") + "--XX--\r\n";
        refused(400, "malformed-body", send("POST", "/legacy/echo/all", MULTIPART, twice.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", FORM, MULTIPART})
    void refuses_a_form_it_does_not_take(String contentType) {
        refused(415, "unsupported-media-type", send("POST", "/legacy/echo/json", contentType, "a=b".getBytes(UTF_8)));
    }
}
