package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.adapters.rest.auth.ApiKeys;
import io.latchkey.adapters.rest.delivery.OperatorAccess;
import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.ClientOrigin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls the native API and the faces over HTTP. Each test class has its own server. */
@ExtendWith(ApiServerPerClass.class)
abstract class ApiTest {
    static final String PROBLEM = "application/problem+json";
    static final String API_KEY = ApiServer.API_KEY;
    static final String OPERATOR_TOKEN = ApiServer.OPERATOR_TOKEN;

    private static final String TOKEN = "header.claims.signature";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiServer server;
    UseCases useCases;

    @BeforeEach
    void begin(ApiServer shared) {
        shared.reset();
        server = shared;
        useCases = shared.useCases;
    }

    /** Method, route and status of each request that was measured in the test, oldest first. */
    List<String> measured() {
        return server.measured;
    }

    /** The time that requests take, and what answers wait for. */
    FakeRequestTime requestTime() {
        return server.requestTime;
    }

    /** Conceals accounts until the end of the test. */
    void concealAccounts() {
        server.concealAccounts();
    }

    /** Takes sessions away from pages until the end of the test. */
    void serveNoBrowserSessions() {
        server.serveNoBrowserSessions();
    }

    /** Removes the operator's tokens until the end of the test. */
    void operatorHasNoTokens(boolean needsTokens) {
        server.letOperatorsInBy(new OperatorAccess(new ApiKeys(List.of()), needsTokens));
    }

    /** Makes the bearer token of {@link Call#signedIn} authenticate this caller. */
    void signInAs(Caller caller) {
        useCases.put(AuthenticateUseCase.class, new AuthenticateUseCase() {
            @Override
            public Optional<Caller> authenticate(String accessToken, ClientOrigin origin) {
                return Optional.of(caller).filter(known -> accessToken.equals(TOKEN));
            }

            @Override
            public Optional<Caller> authenticate(String key, String secret, ClientOrigin origin) {
                return key.equals("lk_known") && secret.equals("lks:right")
                        ? Optional.of(new Caller(caller.user(), Optional.empty()))
                        : Optional.empty();
            }
        });
    }

    Call call(String method, String path) {
        return new Call(method, server.uri(path));
    }

    Call post(String path, String json) {
        return call("POST", path).json(json);
    }

    /** Builds one request. */
    static final class Call {
        private final String method;
        private final HttpRequest.Builder request;
        private HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();

        private Call(String method, URI target) {
            this.method = method;
            this.request = HttpRequest.newBuilder(target);
        }

        Call json(String json) {
            return body("application/json", json.getBytes(StandardCharsets.UTF_8));
        }

        Call body(String contentType, byte[] content) {
            request.header("Content-Type", contentType);
            body = HttpRequest.BodyPublishers.ofByteArray(content);
            return this;
        }

        Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        Call signedIn() {
            return header("Authorization", "Bearer " + TOKEN);
        }

        Answer send() {
            try {
                return new Answer(
                        HTTP.send(request.method(method, body).build(), HttpResponse.BodyHandlers.ofByteArray()));
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    /** The answer to a request. */
    record Answer(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        byte[] bytes() {
            return response.body();
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(bytes());
            } catch (IOException malformed) {
                throw new java.io.UncheckedIOException(malformed);
            }
        }

        /** Asserts everything that all problems share. */
        Answer isProblem(int status, String type) {
            assertThat(status()).as(text()).isEqualTo(status);
            assertThat(header("Content-Type")).startsWith(PROBLEM);
            assertThat(header("Cache-Control")).isEqualTo("no-store");
            assertThat(header("X-Content-Type-Options")).isEqualTo("nosniff");
            JsonNode problem = json();
            assertThat(problem.path("type").asText())
                    .isEqualTo(type.startsWith("https:") ? type : ApiServer.PUBLIC_URL + "/problems/" + type);
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            assertThat(problem.path("title").asText()).isNotBlank();
            assertThat(problem.path("instance").asText())
                    .isEqualTo(response.uri().getRawPath());
            return this;
        }

        Answer isJson(int status) {
            assertThat(status()).as(text()).isEqualTo(status);
            assertThat(header("Content-Type")).startsWith("application/json");
            assertThat(header("Cache-Control")).isEqualTo("no-store");
            assertThat(header("X-Content-Type-Options")).isEqualTo("nosniff");
            return this;
        }

        /** Asserts the header fields and members of a throttled call. */
        void isThrottled() {
            isProblem(429, "https://iana.org/assignments/http-problem-types#quota-exceeded");
            assertThat(header("Retry-After")).isEqualTo("13");
            assertThat(header("RateLimit-Policy")).isEqualTo("\"code-per-address\";q=5;w=600");
            assertThat(header("RateLimit")).isEqualTo("\"code-per-address\";r=0;t=13");
            assertThat(json().path("violated-policies").path(0).asText()).isEqualTo("code-per-address");
        }
    }
}
