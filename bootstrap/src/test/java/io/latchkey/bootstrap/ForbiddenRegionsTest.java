package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.application.delivery.Funnel;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.domain.delivery.ProviderHealth;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.shared.PhoneNumber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays strangers who ask for codes to a country or a number that the operator's account may not send to, among people
 * whose messages may go. Plivo refuses the country with 403, and Vonage with a code of its own, both for good. ClickSend
 * limits the messages to one number.
 */
class ForbiddenRegionsTest {
    /** Requests of each kind; with {@code mvn -Pdrill} as many as the documentation tells of. */
    private static final int REQUESTS = Integer.getInteger("drill.replay", 100);

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern TO = Pattern.compile("(?:\"(?:dst|to)\":\"\\+|[&?]to=)([0-9]+)");

    @TempDir
    private Path folder;

    /** @param to the number, without its plus sign */
    private record Call(String provider, String to) {
        boolean isForbidden() {
            return to.startsWith("234");
        }

        int status() {
            return switch (provider) {
                case "plivo" -> isForbidden() ? 403 : 202;
                default -> 200;
            };
        }

        String answer() {
            return switch (provider) {
                case "plivo" ->
                    isForbidden()
                            ? "{\"error\":\"SMS to this region is not permitted\"}"
                            : "{\"message_uuid\":[\"u-" + to + "\"]}";
                case "clicksend" ->
                    "{\"data\":{\"messages\":[{\"status\":\"" + (isForbidden() ? "THROTTLED" : "SUCCESS")
                            + "\",\"message_id\":\"c-" + to + "\"}]}}";
                default ->
                    "{\"messages\":[{\"status\":\"" + (isForbidden() ? 7 : 0) + "\",\"message-id\":\"m-" + to + "\"}]}";
            };
        }
    }

    private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private HttpServer providers;
    private DeliveringService running;

    @BeforeEach
    void openProviders() throws IOException {
        providers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        providers.setExecutor(threads);
        providers.createContext("/v1/", exchange -> take(exchange, "plivo"));
        providers.createContext("/sms/", exchange -> take(exchange, "vonage"));
        providers.createContext("/v3/", exchange -> take(exchange, "clicksend"));
        providers.start();
    }

    /** @param names the providers of SMS, the preferred one first */
    private void start(String names) {
        Map<String, String> values = new HashMap<>();
        NoLimits.lines().forEach(line -> values.put(line.split("=", 2)[0], line.split("=", 2)[1]));
        values.putAll(Map.of(
                "latchkey.sms.provider", names,
                "latchkey.sms.from", "Example",
                "latchkey.providers.allow-private", "true",
                // A busy machine makes calls slow, and a slow provider is passed over: another rule than the one of
                // this test.
                "latchkey.delivery.health.slow-call", "PT10S",
                "latchkey.delivery.workers", "64",
                "latchkey.providers.vonage.api-key", "key",
                "latchkey.providers.vonage.api-secret", "secret"));
        values.putAll(
                names.startsWith("plivo")
                        ? Map.of(
                                "latchkey.providers.plivo.auth-id", "MA1",
                                "latchkey.providers.plivo.auth-token", "token")
                        : Map.of(
                                "latchkey.providers.clicksend.username", "me",
                                "latchkey.providers.clicksend.api-key", "key"));
        for (String name : names.split(",", -1)) {
            values.put(
                    "latchkey.providers." + name + ".base-url",
                    "http://127.0.0.1:" + providers.getAddress().getPort());
        }
        running = new DeliveringService(folder, values, number -> number.value().startsWith("+234") ? "NG" : "DE");
    }

    private void take(HttpExchange exchange, String provider) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher to = TO.matcher(body);
            assertThat(to.find()).as(body).isTrue();
            Call call = new Call(provider, to.group(1));
            calls.add(call);
            byte[] bytes = call.answer().getBytes(StandardCharsets.UTF_8);
            if (call.isForbidden()) {
                exchange.getResponseHeaders().set("Retry-After", "60");
            }
            exchange.sendResponseHeaders(call.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @AfterEach
    void stop() {
        running.close();
        providers.stop(0);
        threads.shutdownNow();
    }

    private boolean isSettled(OtpChallengeId id) {
        DeliveryState state =
                running.service.useCases.otp.findCode.find(id).orElseThrow().delivery();
        return state == DeliveryState.ACCEPTED || state == DeliveryState.FAILED;
    }

    private long count(String provider, boolean isForbidden) {
        return calls.stream()
                .filter(call -> call.provider().equals(provider) && call.isForbidden() == isForbidden)
                .count();
    }

    @Test
    void no_good_message_changes_its_provider_and_nobody_is_asked_twice() {
        start("plivo,vonage");
        List<OtpChallengeId> asked = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            asked.add(running.request(new PhoneNumber(String.format(Locale.ROOT, "+23480312%05d", i))));
            asked.add(running.request(new PhoneNumber(String.format(Locale.ROOT, "+4915112%06d", i))));
            // Fewer under way than workers: a provider that has its hands full is passed over, and that is another
            // rule.
            long expected = 3L * (i + 1);
            Await.until("few are under way", SOON, () -> calls.size() > expected - 9);
        }
        // A message that was taken, or failed, is never tried again.
        Await.until("every message is settled", SOON, () -> asked.stream().allMatch(this::isSettled));
        assertThat(count("plivo", false)).as("good messages to plivo").isEqualTo(REQUESTS);
        assertThat(count("vonage", false)).as("good messages to vonage").isZero();
        assertThat(count("plivo", true)).as("forbidden messages to plivo").isEqualTo(REQUESTS);
        assertThat(count("vonage", true)).as("forbidden messages to vonage").isEqualTo(REQUESTS);
        assertThat(running.service
                        .useCases
                        .delivery
                        .readFunnel
                        .read(Duration.ofHours(1))
                        .providers())
                .extracting(Funnel.ProviderStatus::state)
                .containsOnly(ProviderHealth.State.CLOSED);
    }

    @Test
    void a_limit_of_messages_to_one_number_moves_no_other_message() {
        start("clicksend,vonage");
        for (int i = 0; i < 5; i++) {
            running.request(new PhoneNumber(String.format(Locale.ROOT, "+23480312%05d", i)));
            int asked = i + 1;
            Await.until("it is refused by both", SOON, () -> count("vonage", true) == asked);
            OtpChallengeId good = running.request(new PhoneNumber(String.format(Locale.ROOT, "+4915112%06d", i)));
            Await.until("it is settled", SOON, () -> isSettled(good));
        }
        assertThat(count("clicksend", false)).as("good messages to clicksend").isEqualTo(5);
        assertThat(count("vonage", false)).as("good messages to vonage").isZero();
        assertThat(count("clicksend", true)).as("limited messages to clicksend").isEqualTo(5);
    }
}
