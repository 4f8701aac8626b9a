package io.latchkey.bootstrap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import io.latchkey.bootstrap.NoLimits;
import io.latchkey.bootstrap.drill.Gateway.Message;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.bootstrap.e2e.Ports;
import io.latchkey.bootstrap.e2e.TestFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Each of the 16 workers may have one message at a provider, and the outcome of the one before not recorded yet. */
    private static final int MOST_UNDER_WAY = 32;

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

    /** Rules without a fall-back, and with a second provider for what the first one refuses. */
    private static final String ONE_OR_TWO = "rules:\n  - providers: [one, two]\n";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DatabaseSettings database = MariaDbServer.get().newDatabase();
    private final Gateway one = new Gateway("one");
    private final Gateway two = new Gateway("two");
    private final Gateway three = new Gateway("three");
    private final List<Gateway> gateways = List.of(one, two, three);
    private final MailGateway post = new MailGateway();
    private final MailGateway otherPost = new MailGateway();
    private final int port = Ports.free();
    private Path folder;
    private Path settings;
    private Node node;
    private Visitors visitors;

    @BeforeAll
    void start() throws IOException {
        folder = TestFolder.make("drill");
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
                "latchkey.smtp.host=127.0.0.1",
                "latchkey.smtp.port=" + post.port(),
                "latchkey.smtp.security=none",
                "latchkey.smtp.from=codes@drill.example.org",
                "latchkey.smtp-2.host=127.0.0.1",
                "latchkey.smtp-2.port=" + otherPost.port(),
                "latchkey.smtp-2.security=none",
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
        post.close();
        otherPost.close();
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

    @Tag(LONG)
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
        receiptsFail(
                "the primary provider's messages arrive late",
                "receipts of one take 30 s from now on",
                () -> one.sendReceiptsAfter(Duration.ofSeconds(30)),
                () -> one.sendReceiptsAfter(Duration.ofMillis(100)));
    }

    @Tag(LONG)
    @Test
    @Order(8)
    void a_provider_whose_receipts_stop_is_made_up_for_and_passed_over() {
        reroute(ROUTES);
        receiptsFail(
                "the primary provider's receipts stop",
                "one sends no receipts from now on",
                () -> one.swallow(message -> true),
                () -> one.swallow(message -> false));
    }

    /** Its receipts are too old, or of a time to come, so they prove nothing; they are refused and counted. */
    @Tag(LONG)
    @ParameterizedTest
    @CsvSource({"slow, -10", "fast, 10"})
    @Order(9)
    void a_provider_whose_clock_is_ten_minutes_off_is_made_up_for_and_passed_over(String off, int minutes) {
        reroute(ROUTES);
        double before = receipts("refused", "one");
        receiptsFail(
                "the primary provider's clock is ten minutes " + off,
                "the clock of one is ten minutes " + off + " from now on",
                () -> one.setClock(Duration.ofMinutes(minutes)),
                () -> one.setClock(Duration.ZERO));
        assertThat(receipts("refused", "one") - before).isGreaterThan(RATE);
        double refused = receipts("refused", "one");
        one.setClock(Duration.ofMinutes(minutes > 0 ? 4 : -4));
        visitors.come(RATE, Duration.ofSeconds(1), i -> Visitors.german(), port);
        Await.until(
                "receipts within the tolerance are believed",
                SOON,
                () -> delivered(visitors.asked().keySet()));
        one.setClock(Duration.ZERO);
        assertThat(receipts("refused", "one")).isEqualTo(refused);
    }

    /** Lets the receipts of the primary provider fail for 12 s, and looks how the second one makes up for it. */
    private void receiptsFail(String title, String event, Runnable fail, Runnable mend) {
        TimeLine line = new TimeLine(title);
        Instant[] slow = new Instant[1];
        Instant[] back = new Instant[1];
        double[] whileSlow = new double[1];
        comeInBackground(
                Duration.ofSeconds(37),
                () -> {
                    Await.pass(Duration.ofSeconds(3));
                    line.event(event);
                    slow[0] = Instant.now();
                    fail.run();
                    Await.pass(Duration.ofSeconds(12));
                    whileSlow[0] = shareOf(one, Duration.ofSeconds(3), message -> true);
                    line.event("receipts of one are in time again");
                    back[0] = Instant.now();
                    mend.run();
                },
                i -> Visitors.german());
        double rested = shareOf(one, Duration.ofSeconds(3), message -> true);
        double byTheSecond = shareServedSoon(slow[0], back[0], two);
        line.print(one, two);
        line.say(percent("handed to two within 5 s while receipts of one failed", byTheSecond));
        line.say(percent("one's share after 12 s of that", whileSlow[0]));
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
            for (JsonNode row : JSON.readTree(get("/api/v1/delivery/funnel?window=PT2M&by=provider,country"))
                    .path("rows")) {
                if (row.path("provider").asText().equals(provider)
                        && row.path("country").asText().equals(country)) {
                    return row;
                }
            }
            return JSON.createObjectNode();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Tag(LONG)
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

    /** The number of receipts with this outcome, as the node counts them. */
    private double receipts(String outcome, String provider) {
        return get("/metrics")
                .lines()
                .filter(line ->
                        line.startsWith("latchkey_receipts_total{outcome=\"" + outcome + "\",provider=\"" + provider))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String get(String path) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurried);
        }
    }

    /** Changes the routes, and waits until the node goes by them. Messages that still went by others would fall back. */
    private void reroute(String routes) {
        if (routes.equals(routes())) {
            return;
        }
        int before = node.log().length();
        change(() -> write("routes.yaml", routes));
        Await.until(
                "the routes are read",
                Duration.ofSeconds(20),
                () -> node.log().substring(before).contains("were read again"));
    }

    private String routes() {
        try {
            return Files.readString(folder.resolve("routes.yaml"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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

    @Tag(LONG)
    @Test
    @Order(5)
    void two_nodes_never_send_one_message_twice() {
        TimeLine line = new TimeLine("two nodes share one database");
        reroute(ONE_ALONE);
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
        long givenUpBefore = count("state = 'FAILED'");
        reroute(ONE_ALONE);
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
        Set<String> sentBefore = received(one, two).keySet();
        // A gateway has them, and the store does not know yet.
        Set<String> underWay = new HashSet<>(contacts("state IN ('QUEUED', 'SENDING')"));
        underWay.retainAll(sentBefore);
        long waiting = count("state = 'QUEUED'");
        one.answerAfter(Duration.ZERO);
        node = Node.start(folder, port, database, settings);
        line.event("ready again");
        Await.until("nothing waits", Duration.ofSeconds(60), () -> waits() == 0);
        Map<String, List<Message>> received = received(one, two);
        Set<String> twice = received.keySet().stream()
                .filter(to -> received.get(to).size() > 1)
                .collect(Collectors.toSet());
        line.print(one, two);
        line.say("asked 1000; at the kill: sent " + sentBefore.size() + ", under way " + underWay.size() + ", waiting "
                + waiting
                + "; at the end: served " + received.size() + ", served twice " + twice.size() + ", given up "
                + (count("state = 'FAILED'") - givenUpBefore));
        line.end();
        assertThat(waiting).as("the kill came in the middle").isPositive();
        assertThat(received).hasSize(1000);
        assertThat(underWay).isSubsetOf(sentBefore).hasSizeLessThanOrEqualTo(MOST_UNDER_WAY);
        assertThat(twice).isSubsetOf(underWay);
        everybodyHoldsOneCode();
    }

    /**
     * The short drill: a region that no provider serves, receipts in any order, readers who want nothing, mailboxes that are gone and a
     * dead mail server, all at once.
     */
    @Test
    @Order(0)
    void refusals_hold_for_whom_they_are_about_and_cost_nobody_else_anything() {
        reroute(ONE_OR_TWO);
        TimeLine line =
                new TimeLine("a forbidden region, opt-outs, bounces, a dead mail server, receipts out of order");
        int logged = node.log().length();
        gateways.forEach(gateway -> {
            gateway.forbid(message -> message.to().startsWith("+234"));
            gateway.optOut(message -> wantsNothing(message.to()));
            gateway.sendReceiptsOutOfOrder(true);
        });
        post.bounce(DeliveryDrillIT::wantsNothing);
        otherPost.bounce(DeliveryDrillIT::wantsNothing);
        post.kill();
        line.event("the first mail server is dead");
        visitors.come(RATE, Duration.ofSeconds(6), DeliveryDrillIT::mixed, port);
        Await.until("nothing waits", Duration.ofSeconds(20), () -> waits() == 0);
        Set<String> people = Set.copyOf(visitors.asked().keySet());
        Set<String> refused = people.stream().filter(DeliveryDrillIT::isRefused).collect(Collectors.toSet());
        line.event("those who were refused ask again");
        int callsBefore = one.messages().size() + two.messages().size();
        int bouncesBefore = post.refused().size() + otherPost.refused().size();
        List<String> again =
                refused.stream().filter(person -> !person.startsWith("+234")).toList();
        again.forEach(person -> visitors.comeOnce(person, port));
        Await.until("nothing waits", Duration.ofSeconds(20), () -> waits() == 0);
        Set<String> reached = people.stream()
                .filter(person -> !person.contains("@") && !refused.contains(person))
                .collect(Collectors.toSet());
        Await.until("receipts told of everybody", Duration.ofSeconds(20), () -> delivered(reached));
        Map<String, List<String>> states = states();
        line.print(one, two);
        line.say("asked " + people.size() + ", refused for good " + refused.size() + " of them, asked again "
                + again.size()
                + " with " + (one.messages().size() + two.messages().size() - callsBefore)
                + " calls of providers; mails "
                + otherPost.mails().size() + "; failed requests " + visitors.failures());
        line.end();
        gateways.forEach(gateway -> {
            gateway.forbid(message -> false);
            gateway.optOut(message -> false);
            gateway.sendReceiptsOutOfOrder(false);
        });
        post.bounce(address -> false);
        otherPost.bounce(address -> false);
        post.revive();
        reroute(ROUTES);
        assertThat(visitors.failures()).isZero();
        assertThat(refused).hasSizeGreaterThan(20);
        assertThat(one.messages().size() + two.messages().size())
                .as("calls for those who want nothing")
                .isEqualTo(callsBefore);
        assertThat(post.refused().size() + otherPost.refused().size())
                .as("bounces")
                .isEqualTo(bouncesBefore);
        people.forEach(person -> assertThat(states.getOrDefault(person, List.of()))
                .as(person)
                .isNotEmpty()
                .containsOnly(refused.contains(person) ? "FAILED" : person.contains("@") ? "ACCEPTED" : "DELIVERED"));
        received(one, two)
                .forEach((to, messages) -> assertThat(messages).as(to).hasSize(to.startsWith("+234") ? 2 : 1));
        // What concerns one message marks no provider. The dead mail server is marked, and nobody else.
        assertThat(node.log().substring(logged).lines().filter(event -> event.contains("provider_paused")))
                .allMatch(event -> event.contains("\"provider\":\"smtp\""));
        everybodyHoldsOneCode();
        assertThat(otherPost.mails().stream().map(MailGateway.Mail::to)).doesNotHaveDuplicates();
    }

    private static String mixed(int number) {
        return switch (number % 4) {
            case 0 -> Visitors.nigerian();
            case 1 -> Visitors.mail();
            default -> Visitors.german();
        };
    }

    private static boolean wantsNothing(String contact) {
        return Math.floorMod(contact.hashCode(), 6) == 0;
    }

    /** Whether a person of {@link #mixed} gets nothing, whatever is tried. */
    private static boolean isRefused(String person) {
        return person.startsWith("+234") || wantsNothing(person);
    }

    @Tag(LONG)
    @Test
    @Order(10)
    void mail_waits_for_a_server_and_an_opt_out_for_an_operator() {
        reroute(ONE_OR_TWO);
        TimeLine line = new TimeLine("both mail servers are dead for 8 s, at " + RATE + " mails a second");
        comeInBackground(
                Duration.ofSeconds(16),
                () -> {
                    Await.pass(Duration.ofSeconds(2));
                    line.event("the first mail server is dead");
                    post.kill();
                    Await.pass(Duration.ofSeconds(3));
                    line.event("so is the second");
                    otherPost.kill();
                    Await.pass(Duration.ofSeconds(8));
                    line.event("both are back");
                    post.revive();
                    otherPost.revive();
                },
                i -> Visitors.mail());
        Await.until("nothing waits", Duration.ofSeconds(60), () -> waits() == 0);
        Map<String, List<MailGateway.Mail>> mails = Stream.of(post, otherPost)
                .flatMap(server -> server.mails().stream())
                .filter(mail -> visitors.asked().containsKey(mail.to()))
                .collect(Collectors.groupingBy(MailGateway.Mail::to));
        long twice = mails.values().stream().filter(copies -> copies.size() > 1).count();
        Map<String, List<Instant>> taken = new TreeMap<>();
        taken.put("smtp", times(post));
        taken.put("smtp-2", times(otherPost));
        line.print(taken);
        line.say("asked " + visitors.asked().size() + ", failed requests " + visitors.failures() + ", served "
                + mails.size() + ", served twice " + twice);
        line.end();
        assertThat(visitors.failures()).isZero();
        assertThat(mails).hasSameSizeAs(visitors.asked());
        mails.forEach((to, copies) -> assertThat(copies)
                .as(to)
                .extracting(MailGateway.Mail::code)
                .containsOnly(copies.get(0).code()));
        anOptOutIsLifted();
    }

    private static List<Instant> times(MailGateway server) {
        return server.mails().stream().map(MailGateway.Mail::at).toList();
    }

    /** By the command line, in a process of its own beside the running node. */
    private void anOptOutIsLifted() {
        String reader = Visitors.german();
        one.optOut(message -> message.to().equals(reader));
        for (int i = 0; i < 3; i++) {
            visitors.comeOnce(reader, port);
            Await.until("nothing waits", SOON, () -> waits() == 0);
        }
        assertThat(received(one, two).get(reader)).hasSize(1);
        one.optOut(message -> false);
        assertThat(Node.command(folder, database, settings, "suppression", "show", reader))
                .contains("Closed: sms, opted-out, by one");
        assertThat(Node.command(folder, database, settings, "suppression", "lift", reader, "--reason", "asked for it"))
                .contains("Lifted: sms, opted-out, by one");
        Await.until("the reader gets messages again", Duration.ofSeconds(15), () -> {
            visitors.comeOnce(reader, port);
            Await.pass(Duration.ofSeconds(1));
            return received(one, two).get(reader).size() > 1;
        });
        assertThat(visitors.failures()).isZero();
    }

    /** The states of all messages to each contact, the oldest first. */
    private Map<String, List<String>> states() {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT contact, state FROM outbox_message ORDER BY created_at, id")) {
            Map<String, List<String>> states = new HashMap<>();
            while (rows.next()) {
                states.computeIfAbsent(rows.getString(1), contact -> new ArrayList<>())
                        .add(rows.getString(2));
            }
            return states;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Whether each of these got all messages, as receipts tell. */
    private boolean delivered(Set<String> contacts) {
        Map<String, List<String>> states = states();
        return contacts.stream().allMatch(contact -> Set.of("DELIVERED").equals(Set.copyOf(states.get(contact))));
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

    /** The contacts of messages, as they are written there. */
    private Set<String> contacts(String condition) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT contact FROM outbox_message WHERE " + condition)) {
            Set<String> found = new HashSet<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
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
