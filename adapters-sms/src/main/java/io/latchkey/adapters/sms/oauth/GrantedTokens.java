package io.latchkey.adapters.sms.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.latchkey.adapters.sms.net.AnswerBody;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches tokens from a token server (RFC 6749 §4). All callers share one token until shortly before it expires. While one thread fetches the next token, the others wait for it. No part of an answer is logged.
 */
public final class GrantedTokens implements AccessTokens {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final long USUAL_SECONDS = 300;
    /** Error codes that a server may give (RFC 6749 §5.2); other texts are not recorded. */
    private static final Set<String> ERRORS = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope");

    private final HttpClient client;
    private final Supplier<? extends TokenCall> request;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Token token;

    record Token(String value, Instant end) {
        @Override
        public String toString() {
            return "Token[end=" + end + "]";
        }
    }

    /**
     * @param client must not follow redirects, so that only the token server sees the secret
     * @param request called for each fetch, so that the secret can rotate; may throw
     */
    public GrantedTokens(HttpClient client, Supplier<? extends TokenCall> request, Clock clock) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("client must not follow redirects");
        }
        this.client = client;
        this.request = request;
        this.clock = clock;
    }

    @Override
    public String token(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        lock(timeout);
        try {
            Token kept = token;
            if (kept == null || !clock.instant().isBefore(kept.end())) {
                token = null;
                kept = fetch(end - System.nanoTime());
                token = kept;
            }
            return kept.value();
        } finally {
            lock.unlock();
        }
    }

    private void lock(Duration timeout) {
        try {
            if (!lock.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new NoTokenException("no access token: no answer");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NoTokenException("no access token: interrupted");
        }
    }

    @Override
    public void forget(String refused) {
        lock.lock();
        try {
            if (token != null && token.value().equals(refused)) {
                token = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private Token fetch(long nanos) {
        HttpResponse<byte[]> answer = exchange(httpRequest(), nanos);
        return read(answer.statusCode(), answer.body(), clock.instant());
    }

    /**
     * The token of an answer.
     *
     * @throws NoTokenException when there is none that can be sent
     */
    static Token read(int status, byte[] answer, Instant now) {
        JsonNode body = json(answer);
        String value = body.path("access_token").asText("");
        if (status != 200 || value.isEmpty()) {
            String error = body.path("error").asText("");
            throw new NoTokenException(
                    "no access token (" + status + (ERRORS.contains(error) ? " " + error : "") + ")");
        }
        long seconds = body.path("expires_in").asLong(USUAL_SECONDS);
        Duration life = Duration.ofSeconds(Math.max(0, Math.min(LONGEST.toSeconds(), seconds)));
        Duration used = life.minus(MARGIN);
        return new Token(BearerToken.check(value), now.plus(used.compareTo(SHORTEST) < 0 ? SHORTEST : used));
    }

    private HttpRequest httpRequest() {
        try {
            return request.get().toHttp();
        } catch (NoTokenException refused) {
            throw refused;
        } catch (RuntimeException unsendable) {
            // A secret is missing or unreadable. The exception's text must not get into a log.
            throw new NoTokenException("no access token: credentials cannot be sent");
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest call, long nanos) {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(call, head -> new AnswerBody());
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException none) {
            answer.cancel(true);
            throw new NoTokenException("no access token: no answer");
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoTokenException("no access token: interrupted");
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }
}
