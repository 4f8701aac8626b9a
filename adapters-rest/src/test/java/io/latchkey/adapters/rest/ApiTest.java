package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.adapters.rest.auth.ApiKeys;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.client.PeerAddress;
import io.latchkey.adapters.rest.client.ProxyHeader;
import io.latchkey.adapters.rest.client.WallClock;
import io.latchkey.adapters.rest.delivery.OperatorAccess;
import io.latchkey.adapters.rest.face.FaceRoute;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.adapters.rest.face.drfuser.DrfUserSettings;
import io.latchkey.adapters.rest.face.essdee.EssdeeSettings;
import io.latchkey.adapters.rest.face.sunbird.SunbirdSettings;
import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.ContactParser;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The native API behind a real HTTP server on a free port. */
abstract class ApiTest {
    private static final String TOKEN = "header.claims.signature";

    /** What callers of Sunbird's routes show. */
    static final String API_KEY = "the key of the tests";

    /** What the operator shows. */
    static final String OPERATOR_TOKEN = "the operator of the tests";

    private static final OperatorAccess WITH_TOKENS =
            new OperatorAccess(new ApiKeys(List.of("another token", OPERATOR_TOKEN)), true);

    static final String PROBLEM = "application/problem+json";
    static final UseCases USE_CASES = new UseCases();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static HttpServer server;
    private static URI base;
    private static boolean concealsAccounts;
    private static OperatorAccess operators = WITH_TOKENS;

    @BeforeAll
    static void start() {
        ResourceConfig config = new ResourceConfig(LatchkeyRestClasses.all());
        config.property("jersey.config.server.wadl.disableWadl", true);
        config.register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(DependentContext.class)
                        .to(
                                new jakarta.ws.rs.core.GenericType<
                                        org.glassfish.hk2.api.Context<jakarta.enterprise.context.Dependent>>() {})
                        .in(jakarta.inject.Singleton.class);
                UseCases.PORTS.forEach(this::bindPort);
                bind(new FakeContactParser()).to(ContactParser.class);
                bind(new ClientOriginResolver(List.of("192.0.2.0/24"), ProxyHeader.X_FORWARDED_FOR))
                        .to(ClientOriginResolver.class);
                PeerAddress peer = () -> "192.0.2.1";
                bind(peer).to(PeerAddress.class);
                bind(new RestSettings(Locale.ENGLISH)).to(RestSettings.class);
                bindFactory(ApiTest::faces).to(FaceSettings.class);
                bindFactory(() -> operators).to(OperatorAccess.class);
                bind(new EssdeeSettings(Duration.ofSeconds(7), Duration.ofMinutes(9)))
                        .to(EssdeeSettings.class);
                bind(new SunbirdSettings(new ApiKeys(List.of("another key", API_KEY))))
                        .to(SunbirdSettings.class);
                WallClock clock = () -> Fixtures.NOW;
                bind(clock).to(WallClock.class);
                bind(new DrfUserSettings(Duration.ofMinutes(30), Duration.ofSeconds(10)))
                        .to(DrfUserSettings.class);
                bindAsContract(Client.class);
            }

            @SuppressWarnings("unchecked")
            private <T> void bindPort(Class<T> port) {
                bind((T) USE_CASES.facade(port)).to(port);
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

    private static FaceSettings faces() {
        return new FaceSettings(
                LatchkeyRestClasses.faces().stream()
                        .map(face -> new FaceRoute(face, true, ""))
                        .toList(),
                concealsAccounts);
    }

    /** Until the end of the test. */
    static void concealAccounts() {
        concealsAccounts = true;
    }

    /** Until the end of the test. */
    static void operatorHasNoTokens(boolean needsTokens) {
        operators = new OperatorAccess(new ApiKeys(List.of()), needsTokens);
    }

    @BeforeEach
    void forgetFakes() {
        concealsAccounts = false;
        operators = WITH_TOKENS;
        USE_CASES.clear();
    }

    /** Lets the bearer token of {@link Call#signedIn} stand for this caller. */
    static void signInAs(Caller caller) {
        USE_CASES.put(AuthenticateUseCase.class, new AuthenticateUseCase() {
            @Override
            public Optional<Caller> authenticate(String accessToken) {
                return Optional.of(caller).filter(known -> accessToken.equals(TOKEN));
            }

            @Override
            public Optional<Caller> authenticate(String key, String secret) {
                return key.equals("lk_known") && secret.equals("lks:right")
                        ? Optional.of(new Caller(caller.user(), Optional.empty()))
                        : Optional.empty();
            }
        });
    }

    static Call call(String method, String path) {
        return new Call(method, path);
    }

    static Call post(String path, String json) {
        return call("POST", path).json(json);
    }

    /** One request in the making. */
    static final class Call {
        private final String method;
        private final HttpRequest.Builder request;
        private HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();

        private Call(String method, String path) {
            this.method = method;
            this.request = HttpRequest.newBuilder(base.resolve(path));
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

    /** What came back. */
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

        /** Checks all that every problem has. */
        Answer isProblem(int status, String type) {
            assertThat(status()).as(text()).isEqualTo(status);
            assertThat(header("Content-Type")).startsWith(PROBLEM);
            assertThat(header("Cache-Control")).isEqualTo("no-store");
            assertThat(header("X-Content-Type-Options")).isEqualTo("nosniff");
            JsonNode problem = json();
            assertThat(problem.path("type").asText()).isEqualTo(type.startsWith("https:") ? type : "/problems/" + type);
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

        /** Checks the header fields and members of a throttled call. */
        void isThrottled() {
            isProblem(429, "https://iana.org/assignments/http-problem-types#quota-exceeded");
            assertThat(header("Retry-After")).isEqualTo("13");
            assertThat(header("RateLimit-Policy")).isEqualTo("\"code-per-address\";q=5;w=600");
            assertThat(header("RateLimit")).isEqualTo("\"code-per-address\";r=0;t=13");
            assertThat(json().path("violated-policies").path(0).asText()).isEqualTo("code-per-address");
        }
    }
}
