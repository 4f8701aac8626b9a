package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.sun.net.httpserver.HttpServer;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The check that the scenarios rely on finds what it is made to find. */
class ExplainedTest {
    private static final UUID ID = new UUID(3, 4);

    /** The answer of a server that refuses with these fields. */
    private static Reply refusal(Optional<String> decision, String body) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            decision.ifPresent(id -> exchange.getResponseHeaders().set("Latchkey-Decision", id));
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(404, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/nowhere");
            return Reply.of(HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray()));
        } finally {
            server.stop(0);
        }
    }

    private static String problem(UUID decision) {
        return "{\"status\":404,\"decision\":\"" + decision + "\"}";
    }

    private static Decision decision(String winner) {
        return new Decision(
                ID,
                Instant.EPOCH,
                new Decision.Call("", "", "native", ""),
                new Decision.Answer(Decision.Outcome.REFUSED, 404, "not-found", winner),
                new Decision.Whom(Optional.empty(), Optional.empty(), Optional.empty()),
                List.of(Finding.refused("not-found")));
    }

    @Test
    void finds_a_refusal_that_names_no_decision() throws Exception {
        Reply silent = refusal(Optional.empty(), problem(ID));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Explained.check("http://one.example", "GET /nowhere", silent))
                .withMessageContaining("names no decision");
    }

    @Test
    void finds_a_body_that_names_another_decision_than_the_header() throws Exception {
        Reply torn = refusal(Optional.of(ID.toString()), problem(new UUID(9, 9)));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Explained.check("http://two.example", "GET /nowhere", torn));
    }

    @Test
    void finds_a_refusal_whose_decision_is_not_kept_or_names_no_rule_that_was_asked() throws Exception {
        Reply told = refusal(Optional.of(ID.toString()), problem(ID));
        assertThatNoException().isThrownBy(() -> Explained.check("http://three.example", "GET /nowhere", told));
        assertThatNoException()
                .isThrownBy(() -> Explained.areKept(Map.of(ID, told), id -> Optional.of(decision("not-found"))));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Explained.areKept(Map.of(ID, told), id -> Optional.empty()))
                .withMessageContaining("has no decision");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Explained.areKept(Map.of(ID, told), id -> Optional.of(decision("somebody"))));
    }
}
