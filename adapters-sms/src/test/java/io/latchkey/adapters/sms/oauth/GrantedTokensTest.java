package io.latchkey.adapters.sms.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.testkit.MutableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class GrantedTokensTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String FIRST = "token-1-of-s~3c+r/t";
    private static final String SECOND = "token-2-of-s~3c+r/t";

    private TokenEndpoint endpoint;
    private final MutableClock clock = new MutableClock();
    private volatile String secret = "s~3c+r/t";

    @BeforeEach
    void start() throws IOException {
        endpoint = new TokenEndpoint(secret);
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private AccessTokens tokens() {
        return tokens(endpoint.uri(), () -> secret);
    }

    private AccessTokens tokens(URI url, Supplier<String> clientSecret) {
        return client(url, clientSecret).tokens(clock);
    }

    private static OAuthClient client(URI url, Supplier<String> clientSecret) {
        return new OAuthClient(url, TokenEndpoint.CLIENT, clientSecret, TokenEndpoint.SCOPE, Duration.ofSeconds(2));
    }

    @Test
    void keeps_a_token_until_shortly_before_it_ends() {
        AccessTokens tokens = tokens();
        assertThat(tokens.token(PATIENCE)).isEqualTo(FIRST);
        clock.advance(Duration.ofSeconds(3600 - 31));
        assertThat(tokens.token(PATIENCE)).isEqualTo(FIRST);
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.token(PATIENCE)).isEqualTo(SECOND);
        assertThat(endpoint.granted()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"token_type\":\"Bearer\"', 270",
        "'\"expires_in\":\"600\"', 570",
        "'\"expires_in\":5', 1",
        "'\"expires_in\":-7', 1",
        "'\"expires_in\":-9223372036854775808', 1",
        "'\"expires_in\":9999999999', 86370",
    })
    void keeps_a_token_for_a_sensible_time_whatever_the_server_says(String members, int seconds) {
        endpoint.members(members);
        AccessTokens tokens = tokens();
        tokens.token(PATIENCE);
        clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(tokens.token(PATIENCE)).isEqualTo(FIRST);
        clock.advance(Duration.ofMillis(1));
        assertThat(tokens.token(PATIENCE)).isEqualTo(SECOND);
    }

    @Test
    void asks_for_the_secret_at_each_fetch() {
        AccessTokens tokens = tokens();
        tokens.token(PATIENCE);
        secret = "rotated";
        endpoint.secret("rotated");
        clock.advance(Duration.ofHours(1));
        assertThat(tokens.token(PATIENCE)).isEqualTo("token-2-of-rotated");
    }

    @Test
    void lets_go_of_the_refused_token_only() {
        AccessTokens tokens = tokens();
        tokens.token(PATIENCE);
        tokens.forget("another");
        assertThat(tokens.token(PATIENCE)).isEqualTo(FIRST);
        tokens.forget(FIRST);
        assertThat(tokens.token(PATIENCE)).isEqualTo(SECOND);
        tokens.forget(FIRST);
        assertThat(tokens.token(PATIENCE)).isEqualTo(SECOND);
    }

    @Test
    void fetches_one_token_for_all_who_wait() throws Exception {
        AccessTokens tokens = tokens();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                answers.add(threads.submit(() -> tokens.token(PATIENCE)));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo(FIRST);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(endpoint.calls()).hasSize(1);
    }

    @Test
    void names_the_servers_error_and_none_of_its_words() {
        secret = "wrong";
        assertThatThrownBy(() -> tokens().token(PATIENCE))
                .isInstanceOf(NoTokenException.class)
                .hasMessage("no access token (401 invalid_client)")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                """
                        400 | {"error":"s3cret"} | no access token (400)""",
                "500 | <html> | no access token (500)",
                "200 | <html> | no access token (200)",
                "200 | {} | no access token (200)",
                """
                        201 | {"access_token":"t"} | no access token (201)""",
                """
                        200 | {"access_token":"a b"} | no access token: not usable""",
                """
                        200 | {"access_token":"a\\u0001auth=Bearer b"} | no access token: not usable""",
                """
                        200 | {"access_token":"tökén"} | no access token: not usable""",
            })
    void takes_no_answer_that_holds_no_token(int status, String body, String reason) {
        endpoint.answer(status, body);
        assertThatThrownBy(() -> tokens().token(PATIENCE)).hasMessage(reason);
    }

    @Test
    void reads_only_the_beginning_of_an_answer_without_end() {
        endpoint.answer(200, """
                {"padding":"%s","access_token":"t"}""".formatted("x".repeat(5_000_000)));
        assertThatThrownBy(() -> tokens().token(PATIENCE)).hasMessage("no access token (200)");
    }

    @Test
    void shows_the_secret_to_nobody_a_redirect_names() {
        endpoint.redirect(endpoint.uri().resolve("/elsewhere").toString());
        assertThatThrownBy(() -> tokens().token(PATIENCE)).hasMessage("no access token (302)");
        assertThat(endpoint.calls()).containsExactly("/token");
        assertThatThrownBy(() -> new GrantedTokens(
                        HttpClient.newBuilder()
                                .followRedirects(HttpClient.Redirect.NORMAL)
                                .build(),
                        () -> new TokenRequest(endpoint.uri(), "id", "secret", "", TokenRequest.ClientProof.HEADER),
                        Clock.systemUTC()))
                .hasMessage("client must not follow redirects");
    }

    @Test
    void has_no_token_when_nobody_listens() {
        endpoint.close();
        assertThatThrownBy(() -> tokens().token(PATIENCE)).hasMessage("no access token: no answer");
    }

    @Test
    void waits_no_longer_than_its_caller() {
        endpoint.fallSilent();
        long begin = System.nanoTime();
        assertThatThrownBy(() -> tokens().token(Duration.ofMillis(300))).hasMessage("no access token: no answer");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void has_no_token_when_the_secret_cannot_be_read() {
        AccessTokens tokens = tokens(endpoint.uri(), () -> {
            throw new UncheckedIOException(new IOException("/run/secrets/mail"));
        });
        assertThatThrownBy(() -> tokens.token(PATIENCE))
                .hasMessage("no access token: credentials cannot be sent")
                .hasNoCause();
        assertThat(endpoint.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://login.example.org/token",
        "http://localhost.example.org/token",
        "http://127.0.0.1.example.org/token",
        "ftp://localhost/token"
    })
    void sends_the_secret_over_tls_or_to_this_machine_only(URI url) {
        assertThatThrownBy(() -> client(url, () -> "s"))
                .hasMessage("token-url must be an https address; http only to this machine");
    }

    @Test
    void takes_https_anywhere_and_http_to_this_machine() {
        assertThat(List.of(
                        "https://login.example.org/t", "http://localhost:1/t", "http://127.0.0.7/t", "http://[::1]/t"))
                .allSatisfy(url -> assertThat(client(URI.create(url), () -> "s").toString())
                        .contains(url));
    }

    @Test
    void prints_no_secret() {
        assertThat(client(endpoint.uri(), () -> "s3cret").toString()
                        + new TokenRequest(endpoint.uri(), "id", "s3cret", "", TokenRequest.ClientProof.BODY))
                .doesNotContain("s3cret");
        assertThatThrownBy(() -> client(URI.create("https://me:s3cret@login.example.org/token"), () -> "s"))
                .hasMessage("token-url must have no user and no fragment");
    }
}
