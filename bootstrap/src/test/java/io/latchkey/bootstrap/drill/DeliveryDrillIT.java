package io.latchkey.bootstrap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import io.latchkey.bootstrap.NoLimits;
import io.latchkey.bootstrap.drill.Gateway.Message;
import io.latchkey.bootstrap.e2e.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Lets providers and nodes fail under load, on the runnable jar and a real MariaDB, and prints the events of each
 * second. Pauses and ramps are shorter than an operator's, so that minutes pass in seconds. The rules are the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveryDrillIT {
    /** Tests that take minutes, or measure shares that a busy machine blurs. They run alone, with {@code -Pdrill}. */
    private static final String LONG = "drill";

    private static final int RATE = 50;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration RAMP = Duration.ofSeconds(6);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROUTES = """
            rules:
              - steps:
                  - {providers: [one, two], wait: PT2S}
                  - {providers: [two, one]}
            """;

    /** Rules without a fall-back. A message that is sent twice is then a fault. */
    private static final String ONE_ALONE = "rules:\n  - providers: [one]\n";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DatabaseSettings database = MariaDbServer.get().newDatabase();
    private final Gateway one = new Gateway("one");
    private final Gateway two = new Gateway("two");
    private final Gateway three = new Gateway("three");
    private final List<Gateway> gateways = List.of(one, two, three);
    private final int port = Ports.free();
    private Path folder;
    private Path settings;
    private Node node;
    private Visitors visitors;

    @BeforeAll
    void start() throws IOException {
        Path base = Path.of(System.getProperty("latchkey.test.folder", "target/e2e"))
                .toAbsolutePath();
        Files.createDirectories(base);
        folder = Files.createTempDirectory(base, "drill-");
        Path providers = Files.createDirectory(folder.resolve("providers"));
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        List<String> lines = new ArrayList<>(NoLimits.lines());
        for (Gateway gateway : gateways) {
            Files.writeString(secrets.resolve(gateway.name() + ".token"), "token-of-" + gateway.name());
            lines.add("latchkey.providers." + gateway.name() + ".base-url=" + gateway.url());
            gateway.tell(port);
        }
        define(one, "1");
        define(two, "1");
        Files.writeString(folder.resolve("routes.yaml"), ROUTES);
        lines.addAll(List.of(
                "latchkey.secret=a secret of the drill, long enough to be one",
                "latchkey.providers.folder=" + providers,
                "latchkey.providers.secrets=" + secrets,
                "latchkey.providers.allow-private=true",
                "latchkey.delivery.routes=" + folder.resolve("routes.yaml"),
                "latchkey.delivery.claim=PT10S",
                "latchkey.sms.timeout=PT4S",
                "latchkey.delivery.health.pause=PT1S",
                "latchkey.delivery.health.longest-pause=PT2S",
                "latchkey.delivery.health.ramp=" + RAMP,
                "latchkey.delivery.health.late-receipt=PT2S",
                "latchkey.delivery.health.receipt-window=PT8S",
                "latchkey.delivery.health.min-receipts=10"));
        settings = Files.write(folder.resolve("latchkey.properties"), lines);
        node = Node.start(folder, port, database, settings);
    }

    private void define(Gateway gateway, String version) throws IOException {
        write("providers/" + gateway.name() + ".yaml", gateway.definition(version));
    }

    /** Writes a file as a careful operator does: the file is there completely or not at all. */
    private void write(String name, String text) throws IOException {
        Path whole = Files.writeString(folder.resolve("new"), text);
        Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @BeforeEach
    void invite() {
        visitors = new Visitors();
    }

    @AfterEach
    void sendHome() {
        visitors.close();
    }

    @AfterAll
    void end() {
        node.close();
        gateways.forEach(Gateway::close);
    }

    /** The messages that gateways got for each number, in the order in which they came. */
    private Map<String, List<Message>> received(Gateway... by) {
        return Stream.of(by)
                .flatMap(gateway -> gateway.messages().stream())
                .filter(message -> visitors.asked().containsKey(message.to()))
                .sorted(Comparator.comparing(Message::at))
                .collect(Collectors.groupingBy(Message::to));
    }

    /** Share of the people who asked in a span of time and for whom one of these gateways soon had a message. */
    private double shareServedSoon(Instant from, Instant until, Gateway... by) {
        Map<String, List<Message>> received = received(by);
        Map<String, Instant> asked = new HashMap<>(visitors.asked());
        asked.values().removeIf(at -> at.isBefore(from) || !at.isBefore(until));
        long served = asked.entrySet().stream()
                .filter(visitor -> received.getOrDefault(visitor.getKey(), List.of()).stream()
                        .anyMatch(message ->
                                message.at().isBefore(visitor.getValue().plus(SOON))))
                .count();
        assertThat(asked).hasSizeGreaterThan(RATE);
        return served / (double) asked.size();
    }

    /** Share of the recent messages that came to this gateway first. */
    private double shareOf(Gateway gateway, Duration lately, Predicate<Message> which) {
        Instant from = Instant.now().minus(lately);
        List<Message> firsts = received(one, two, three).values().stream()
                .map(messages -> messages.get(0))
                .filter(message -> message.at().isAfter(from) && which.test(message))
                .toList();
        List<String> its = gateway.messages().stream().map(Message::id).toList();
        return firsts.stream().filter(first -> its.contains(first.id())).count() / (double) firsts.size();
    }

    private void everybodyHoldsOneCode() {
        received(one, two, three)
                .forEach((to, messages) -> assertThat(messages)
                        .as(to)
                        .extracting(Message::code)
                        .containsOnly(messages.get(0).code()));
    }

    private void comeInBackground(Duration howLong, Runnable meanwhile, IntFunction<String> numbers) {
        Thread crowd = new Thread(() -> visitors.come(RATE, howLong, numbers, port), "crowd");
        crowd.start();
        meanwhile.run();
        try {
            crowd.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Order(1)
    void a_dead_provider_is_passed_over_at_once_and_has_its_share_back_within_the_ramp() {
        TimeLine line = new TimeLine("the primary provider dies under " + RATE + " sends a second");
        Instant[] dead = new Instant[1];
        Instant[] back = new Instant[1];
        comeInBackground(
                Duration.ofSeconds(25),
                () -> {
                    Await.pass(Duration.ofSeconds(4));
                    line.event("one is killed");
                    dead[0] = Instant.now();
                    one.kill();
                    Await.pass(Duration.ofSeconds(7));
                    line.event("one is back");
                    back[0] = Instant.now();
                    one.revive();
                },
                i -> Visitors.german());
        double served = shareServedSoon(dead[0].minusSeconds(1), back[0], one, two);
        double byTheSecond = shareServedSoon(dead[0].plusMillis(500), back[0], two);
        Duration untilRest = restOf(one, back[0]);
        line.print(one, two);
        line.say(percent("served within 5 s while one was dead", served));
        line.say(percent("of them by two", byTheSecond));
        line.say("one had its share back " + untilRest.toMillis() + " ms after it came back (ramp " + RAMP.toSeconds()
                + " s, tried out every 2 s)");
        line.end();
        assertThat(served).isGreaterThanOrEqualTo(0.99);
        assertThat(byTheSecond).isGreaterThanOrEqualTo(0.99);
        // The sum of: pause before the message that tries it out, ramp, and the second over which the share is counted.
        assertThat(untilRest).isLessThan(RAMP.plusSeconds(4));
        assertThat(visitors.failures()).isZero();
        everybodyHoldsOneCode();
    }

    /** Time from the gateway's return until it had at least 95 % of a whole second's messages and kept that share. */
    private Duration restOf(Gateway gateway, Instant back) {
        List<Message> all = Stream.of(one, two)
                .flatMap(each -> each.messages().stream())
                .filter(message -> message.at().isAfter(back))
                .sorted(Comparator.comparing(Message::at))
                .toList();
        Instant last = all.get(all.size() - 1).at();
        for (Instant from = back; from.isBefore(last.minusSeconds(3)); from = from.plusMillis(250)) {
            Instant start = from;
            List<Message> rest = all.stream()
                    .filter(message -> !message.at().isBefore(start))
                    .toList();
            long its = rest.stream().filter(gateway.messages()::contains).count();
            List<Message> second = rest.stream()
                    .filter(message -> message.at().isBefore(start.plusSeconds(1)))
                    .toList();
            long itsOfSecond =
                    second.stream().filter(gateway.messages()::contains).count();
            if (its >= 0.95 * rest.size() && itsOfSecond >= 0.95 * second.size()) {
                return Duration.between(back, start.plusSeconds(1));
            }
        }
        return Duration.between(back, last);
    }

    @Tag(LONG)
    @Test
    @Order(2)
    void a_provider_whose_receipts_are_late_is_made_up_for_and_passed_over() {
        TimeLine line = new TimeLine("the primary provider's messages arrive late");
        Instant[] slow = new Instant[1];
        Instant[] back = new Instant[1];
        double[] whileSlow = new double[1];
        comeInBackground(
                Duration.ofSeconds(37),
                () -> {
                    Await.pass(Duration.ofSeconds(3));
                    line.event("receipts of one take 30 s from now on");
                    slow[0] = Instant.now();
                    one.sendReceiptsAfter(Duration.ofSeconds(30));
                    Await.pass(Duration.ofSeconds(12));
                    whileSlow[0] = shareOf(one, Duration.ofSeconds(3), message -> true);
                    line.event("receipts of one are in time again");
                    back[0] = Instant.now();
                    one.sendReceiptsAfter(Duration.ofMillis(100));
                },
                i -> Visitors.german());
        double rested = shareOf(one, Duration.ofSeconds(3), message -> true);
        double byTheSecond = shareServedSoon(slow[0], back[0], two);
        line.print(one, two);
        line.say(percent("handed to two within 5 s while one was late", byTheSecond));
        line.say(percent("one's share when it had been late for 12 s", whileSlow[0]));
        line.say(percent("one's share 22 s after it was in time again", rested));
        line.end();
        assertThat(byTheSecond).isGreaterThanOrEqualTo(0.99);
        assertThat(whileSlow[0]).isLessThan(0.2);
        assertThat(rested).isGreaterThanOrEqualTo(0.95);
        assertThat(visitors.failures()).isZero();
        everybodyHoldsOneCode();
    }

    @Tag(LONG)
    @Test
    @Order(3)
    void a_provider_that_swallows_the_messages_of_one_country_shows_and_loses_that_country() throws IOException {
        TimeLine line = new TimeLine("the primary provider swallows 60 % of what goes to France");
        one.swallow(message ->
                message.to().startsWith("+33") && Math.floorMod(message.to().hashCode(), 10) < 6);
        Instant begin = Instant.now();
        List<JsonNode> seen = new ArrayList<>();
        comeInBackground(
                Duration.ofSeconds(20),
                () -> Await.until("the funnel shows it", Duration.ofMinutes(2), () -> {
                    JsonNode row = funnel("one", "FR");
                    boolean shows = row.path("accepted").asInt() >= 50
                            && row.path("deliveryRate").asDouble(1) < 0.6;
                    if (shows) {
                        seen.add(row);
                    }
                    return shows;
                }),
                i -> i % 2 == 0 ? Visitors.french() : Visitors.german());
        Duration shownAfter = Duration.between(begin, Instant.now());
        double french =
                shareOf(one, Duration.ofSeconds(5), message -> message.to().startsWith("+33"));
        double german =
                shareOf(one, Duration.ofSeconds(5), message -> message.to().startsWith("+49"));
        JsonNode other = funnel("one", "DE");
        line.print(one, two);
        line.say("funnel of one in FR, when it first showed: " + seen.get(0));
        line.say("funnel of one in DE: " + other);
        line.say(percent("one's share of France at the end", french));
        line.say(percent("one's share of Germany at the end", german));
        line.say("all of it within " + shownAfter.toSeconds() + " s");
        line.end();
        one.swallow(message -> false);
        assertThat(french).isLessThan(0.2);
        assertThat(german).isGreaterThan(0.95);
        assertThat(seen.get(0).path("cost").path("currency").asText()).isEqualTo("EUR");
        assertThat(shareServedSoon(begin, Instant.now().minus(SOON), one, two)).isGreaterThanOrEqualTo(0.99);
    }

    private JsonNode funnel(String provider, String country) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port
                                    + "/api/v1/delivery/funnel?window=PT2M&by=provider,country"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            for (JsonNode row : JSON.readTree(answer.body()).path("rows")) {
                if (row.path("provider").asText().equals(provider)
                        && row.path("country").asText().equals(country)) {
                    return row;
                }
            }
            return JSON.createObjectNode();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurried);
        }
    }

    @Test
    @Order(4)
    void providers_are_exchanged_under_load_without_a_failed_request() {
        TimeLine line = new TimeLine("providers are exchanged under " + RATE + " sends a second");
        comeInBackground(
                Duration.ofSeconds(12),
                () -> {
                    Await.pass(Duration.ofSeconds(2));
                    line.event("one.yaml changed");
                    change(() -> define(one, "2"));
                    Await.pass(Duration.ofSeconds(3));
                    line.event("one.yaml broken");
                    change(() -> write("providers/one.yaml", "name: one\nchannel: sms\nrequst: {}\n"));
                    Await.pass(Duration.ofSeconds(2));
                    line.event("three.yaml added, three in the routes, one.yaml mended");
                    change(() -> {
                        define(three, "1");
                        define(one, "3");
                        write("routes.yaml", "rules:\n  - providers: {three: 50, one: 50}\n");
                    });
                },
                i -> Visitors.german());
        Await.until(
                "everybody was served",
                Duration.ofSeconds(10),
                () -> received(one, two, three)
                        .keySet()
                        .containsAll(visitors.asked().keySet()));
        Map<String, List<Message>> received = received(one, two, three);
        long twice = received.values().stream()
                .filter(messages -> messages.size() > 1)
                .count();
        line.print(one, two, three);
        line.say("requests " + visitors.asked().size() + ", failed " + visitors.failures() + ", served "
                + received.size() + ", served twice " + twice);
        line.end();
        assertThat(visitors.failures()).isZero();
        assertThat(received).hasSameSizeAs(visitors.asked());
        assertThat(twice).isZero();
        assertThat(received(one).values().stream().flatMap(List::stream).map(Message::version))
                .contains("1", "2", "3");
        assertThat(received(three)).hasSizeGreaterThan(RATE);
        assertThat(node.log()).contains("one.yaml:3: requst is no key known here");
    }

    private interface Change {
        void make() throws IOException;
    }

    private static void change(Change change) {
        try {
            change.make();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    @Order(5)
    void two_nodes_never_send_one_message_twice() {
        TimeLine line = new TimeLine("two nodes share one database");
        change(() -> write("routes.yaml", ONE_ALONE));
        int otherPort = Ports.free();
        try (Node other = Node.start(folder, otherPort, database, settings)) {
            visitors.come(100, Duration.ofSeconds(6), i -> Visitors.german(), port, otherPort);
            Await.until(
                    "everybody was served",
                    Duration.ofSeconds(10),
                    () -> received(one, two, three)
                            .keySet()
                            .containsAll(visitors.asked().keySet()));
            assertThat(other.log()).contains("Latchkey is ready");
        }
        Map<String, List<Message>> received = received(one, two, three);
        long twice = received.values().stream()
                .filter(messages -> messages.size() > 1)
                .count();
        line.say("requests at both nodes " + visitors.asked().size() + ", failed " + visitors.failures() + ", served "
                + received.size() + ", served twice " + twice);
        line.end();
        assertThat(visitors.failures()).isZero();
        assertThat(received).hasSameSizeAs(visitors.asked());
        assertThat(twice).isZero();
    }

    @Test
    @Order(6)
    void a_killed_server_loses_no_message_and_doubles_none_but_those_under_way() throws SQLException {
        TimeLine line = new TimeLine("kill -9 in the middle of 1,000 sends");
        change(() -> write("routes.yaml", ONE_ALONE));
        one.answerAfter(Duration.ofMillis(150));
        Thread crowd =
                new Thread(() -> visitors.come(400, Duration.ofMillis(2500), i -> Visitors.german(), port), "crowd");
        crowd.start();
        Await.until(
                "half of the messages went out",
                Duration.ofSeconds(30),
                () -> received(one, two).size() >= 200);
        join(crowd);
        assertThat(visitors.asked()).hasSize(1000);
        line.event("kill -9");
        node.kill();
        int sentBefore = received(one, two).size();
        long underWay = count("state = 'SENDING'");
        long waiting = count("state = 'QUEUED'");
        one.answerAfter(Duration.ZERO);
        node = Node.start(folder, port, database, settings);
        line.event("ready again");
        Await.until("nothing waits", Duration.ofSeconds(60), () -> waits() == 0);
        Map<String, List<Message>> received = received(one, two);
        long twice = received.values().stream()
                .filter(messages -> messages.size() > 1)
                .count();
        line.print(one, two);
        line.say("asked 1000; at the kill: sent " + sentBefore + ", under way " + underWay + ", waiting " + waiting
                + "; at the end: served " + received.size() + ", served twice " + twice + ", given up "
                + count("state = 'FAILED'"));
        line.end();
        assertThat(waiting).as("the kill came in the middle").isPositive();
        assertThat(received).hasSize(1000);
        assertThat(twice).isLessThanOrEqualTo(underWay);
        everybodyHoldsOneCode();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private long waits() {
        try {
            return count("state IN ('QUEUED', 'SENDING')");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private long count(String condition) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM outbox_message WHERE " + condition)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String percent(String what, double share) {
        return String.format(Locale.ROOT, "%s: %.1f %%", what, share * 100);
    }
}
