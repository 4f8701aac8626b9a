package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;

/** An answer of the service. */
final class Reply {
    private static final JsonMapper JSON = new JsonMapper();

    private final String request;
    private final HttpResponse<byte[]> response;

    private Reply(String request, HttpResponse<byte[]> response) {
        this.request = request;
        this.response = response;
    }

    static Reply of(HttpResponse<byte[]> response) {
        return new Reply(
                response.request().method() + " " + response.request().uri().getRawPath(), response);
    }

    int status() {
        return response.statusCode();
    }

    HttpHeaders headers() {
        return response.headers();
    }

    byte[] body() {
        return response.body();
    }

    Optional<String> header(String name) {
        return headers().firstValue(name);
    }

    String text() {
        return new String(body(), UTF_8);
    }

    /** The text without the id of the decision, which is of this answer alone. */
    String sharedText() {
        return header("Latchkey-Decision")
                .map(id -> text().replace("\"" + id + "\"", "\"…\""))
                .orElseGet(this::text);
    }

    boolean isJson() {
        return header("Content-Type").filter(type -> type.contains("json")).isPresent() && body().length > 0;
    }

    JsonNode json() {
        try {
            return JSON.readTree(body());
        } catch (IOException malformed) {
            throw new AssertionError(this + " is no JSON: " + text(), malformed);
        }
    }

    /** A member of the answer; {@code a/b} goes deeper. */
    String get(String path) {
        JsonNode found = json().at("/" + path);
        assertThat(found.isMissingNode())
                .as("%s has %s: %s", this, path, text())
                .isFalse();
        return found.asText();
    }

    int number(String path) {
        return Integer.parseInt(get(path));
    }

    Reply expect(int wanted) {
        assertThat(status()).as("%s: %s", this, text()).isEqualTo(wanted);
        return this;
    }

    /** Checks a refusal and its form: RFC 9457, not one of the server's own pages, kept out of caches. */
    Reply expectProblem(int wanted) {
        expect(wanted);
        assertThat(header("Content-Type")).as("%s: %s", this, text()).hasValue("application/problem+json");
        assertThat(header("Cache-Control")).as("%s", this).hasValue("no-store");
        JsonNode problem = json();
        assertThat(problem.path("status").asInt()).as("%s", this).isEqualTo(wanted);
        assertThat(problem.path("type").asText()).as("%s", this).matches("about:blank|https?://.+");
        assertThat(problem.path("title").asText()).as("%s", this).isNotEmpty();
        assertThat(problem.path("instance").asText())
                .as("%s", this)
                .isEqualTo(request.substring(request.indexOf(' ') + 1));
        assertThat(text())
                .as("%s", this)
                .doesNotContain("Exception", "\tat ", "io.latchkey", "<html", "<HTML", "Payara", "Grizzly");
        return this;
    }

    /** Checks a refusal of this type. */
    Reply expectProblem(int wanted, String type) {
        expectProblem(wanted);
        assertThat(get("type")).as("%s", this).endsWith(type);
        return this;
    }

    /** Checks a 400 that blames one member. */
    Reply expectFault(String field) {
        expectProblem(400, "/problems/invalid-request");
        assertThat(get("field")).as("%s: %s", this, text()).isEqualTo(field);
        return this;
    }

    @Override
    public String toString() {
        return request + " -> " + status();
    }
}
