package io.latchkey.bootstrap.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.bootstrap.e2e.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Calls a node that may die, and keeps every answer that is neither the expected one nor an honest 503. */
final class PromiseClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PASSWORD = "four unrelated little words";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String baseUrl;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicLong longestNanos = new AtomicLong();

    PromiseClient(int port) {
        this.baseUrl = "http://127.0.0.1:" + port + "/api/v1";
    }

    /** An expected answer. */
    record Answer(JsonNode body) {
        /** @param pointer a JSON pointer (RFC 6901) */
        String at(String pointer) {
            return body.at(pointer).asText();
        }
    }

    /** The service did not do what was asked, which it may when it or its database dies. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unanswered(String what) {
            super(what);
        }
    }

    /**
     * Posts an object.
     *
     * @param members names and values in turn
     * @throws Unanswered when the connection is lost, and for every other answer
     */
    Answer ask(int wanted, String path, String... members) {
        return send(wanted, post(path, members));
    }

    /** As {@link #ask}, where somebody else may have been quicker: empty when the call is refused (a status from 400 to 499). */
    Optional<Answer> askOrBeRefused(int wanted, String path, String... members) {
        return send(wanted, true, post(path, members));
    }

    private HttpRequest.Builder post(String path, String... members) {
        ObjectNode body = JSON.createObjectNode();
        for (int i = 0; i < members.length; i += 2) {
            body.put(members[i], members[i + 1]);
        }
        return HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    /**
     * Registers somebody with a phone number and opens a session.
     *
     * @param longest wait for the code
     * @return the answer with the tokens
     */
    Answer letIn(String username, Gateway gateway, Duration longest) {
        String phone = Visitors.german();
        String challenge = ask(202, "/users", "username", username, "phone", phone, "password", PASSWORD)
                .at("/challenges/0/id");
        String code = Await.until("the code has come", longest, () -> gateway.codeFor(phone));
        ask(200, "/otp/" + challenge + "/verify", "code", code);
        return ask(200, "/sessions", "login", username, "password", PASSWORD);
    }

    void signOut(String accessToken) {
        send(
                204,
                HttpRequest.newBuilder(URI.create(baseUrl + "/sessions/current"))
                        .header("Authorization", "Bearer " + accessToken)
                        .DELETE());
    }

    private Answer send(int wanted, HttpRequest.Builder request) {
        return send(wanted, false, request).orElseThrow();
    }

    private Optional<Answer> send(int wanted, boolean mayBeRefused, HttpRequest.Builder request) {
        HttpRequest whole = request.timeout(LONGEST_WAIT).build();
        String what = whole.method() + " " + whole.uri().getPath();
        long begin = System.nanoTime();
        try {
            HttpResponse<String> response = client.send(whole, HttpResponse.BodyHandlers.ofString());
            longestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
            if (response.statusCode() == wanted) {
                answered.incrementAndGet();
                return Optional.of(
                        new Answer(response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body())));
            }
            if (mayBeRefused && response.statusCode() / 100 == 4) {
                return Optional.empty();
            }
            if (HonestRefusal.is(response)) {
                unavailable.incrementAndGet();
            } else {
                faults.add(what + ": " + response.statusCode() + " " + response.body());
            }
            throw new Unanswered(what + ": " + response.statusCode());
        } catch (IOException broken) {
            lost.incrementAndGet();
            throw new Unanswered(what + ": " + broken);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new Unanswered(what);
        }
    }

    /** Answers that nobody should see. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Number of expected answers. */
    int answered() {
        return answered.get();
    }

    /** Number of answers 503 with {@code Retry-After}. */
    int unavailable() {
        return unavailable.get();
    }

    /** Number of calls whose connection was refused or lost. */
    int lost() {
        return lost.get();
    }

    /** The longest time until an answer. */
    Duration longestWait() {
        return Duration.ofNanos(longestNanos.get());
    }
}
