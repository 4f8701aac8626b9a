package io.latchkey.bootstrap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.bootstrap.drill.Balancer.Call;
import io.latchkey.bootstrap.drill.Balancer.Outcome;
import io.latchkey.bootstrap.drill.Balancer.Request;
import io.latchkey.bootstrap.drill.Gateway.Message;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.bootstrap.e2e.Ports;
import io.latchkey.bootstrap.e2e.TestFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Several nodes under a constant load of requests for codes and of who-am-I, while some of them, or their databases, die. Judges in the end
 * what callers saw and what came of the promised codes. Properties: {@code latchkey.test.sends} and {@code latchkey.test.reads}, calls a second.
 */
final class LoadedNodes implements AutoCloseable {
    private static final int SENDS = Integer.getInteger("latchkey.test.sends", 100);
    private static final int READS = Integer.getInteger("latchkey.test.reads", 500);
    private static final int SESSIONS = 16;
    private static final int CLIENTS = 16;
    private static final String PASSWORD = "four unrelated little words";
    private static final String SEND = "send";
    private static final String READ = "read";
    private static final Duration CLAIM = Duration.ofSeconds(10);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(10);

    /** Between the loss of a node and its start, so that the others are seen to do without it. */
    private static final Duration ABSENCE = Duration.ofSeconds(12);

    /** A fifth of the reads goes before, so that no node meets the whole load cold. */
    private static final Duration WARMING = Duration.ofSeconds(20);

    private static final Duration CALM = Duration.ofSeconds(12);

    /** A message whose outcome was not recorded at the kill had come to the gateway at most this time before. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(2);

    private final Gateway gateway = new Gateway("one");
    private final List<Integer> ports;
    private final IntFunction<DatabaseSettings> databases;
    private final @Nullable Node[] nodes;
    private final Balancer balancer;
    private final TimeLine line;
    private final List<String> tokens = new ArrayList<>();
    private final Set<String> promised = ConcurrentHashMap.newKeySet();
    private final List<Loss> losses = new ArrayList<>();
    private final List<Thread> load = new ArrayList<>();
    private final Path folder;
    private final Path settings;
    private volatile boolean isOver;

    /**
     * Something died.
     *
     * @param at when it was killed
     * @param bearable from when on calls can succeed: at once when there is a deputy, else when it was back
     */
    private record Loss(String what, Instant at, Instant bearable) {}

    /**
     * Starts the nodes and makes the sessions of the readers.
     *
     * @param title of the time line
     * @param databases settings of the database by the number of a node
     * @param more further settings
     */
    LoadedNodes(String title, int nodes, IntFunction<DatabaseSettings> databases, String... more) {
        this.ports = IntStream.range(0, nodes).mapToObj(i -> Ports.free()).toList();
        this.databases = databases;
        this.nodes = new Node[nodes];
        this.balancer = new Balancer(ports);
        this.line = new TimeLine(SENDS + " sends and " + READS + " reads a second " + title);
        List<String> lines = new ArrayList<>(List.of(more));
        lines.add("latchkey.public-url=http://127.0.0.1:" + ports.get(0));
        lines.add("latchkey.trusted-proxies=127.0.0.1");
        // As in production mode.
        lines.add("latchkey.warm-up=PT2S");
        try {
            this.folder = TestFolder.make("losses");
            this.settings = DrillSettings.write(folder, gateway, CLAIM, lines.toArray(String[]::new));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port(int which) {
        return ports.get(which);
    }

    Gateway gateway() {
        return gateway;
    }

    void start() {
        for (int i = 0; i < nodes.length; i++) {
            start(i);
        }
        openSessions();
    }

    private void start(int which) {
        nodes[which] = Node.start(folder, ports.get(which), databases.apply(which), settings);
    }

    /** Warms the nodes and begins with the whole load. */
    void load() {
        Thread warming = atRate(Math.max(1, READS / 5), this::read);
        Await.pass(WARMING);
        isOver = true;
        join(warming);
        isOver = false;
        load.add(atRate(SENDS, this::send));
        load.add(atRate(READS, this::read));
        Await.pass(CALM);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurried);
        }
    }

    /** Kills a node, starts it again, and waits until all is calm. */
    void loseNode(int which) {
        String name = "node " + (which + 1);
        // Receipts go to a node that lives on.
        gateway.tell(ports.get((which + 1) % ports.size()));
        balancer.mayLose(ports.get(which), true);
        Instant at = Instant.now();
        line.event(name + " is killed");
        Objects.requireNonNull(nodes[which], "the node runs").kill();
        losses.add(new Loss(name + " is killed", at, at));
        Await.pass(ABSENCE);
        line.event(name + " is started");
        start(which);
        line.event(name + " is ready");
        balancer.mayLose(ports.get(which), false);
        Await.pass(CALM);
    }

    /**
     * Kills a database, lets it come back, and waits until all is calm.
     *
     * @param hasDeputy whether another one answers meanwhile
     */
    void loseDatabase(String name, boolean hasDeputy, Duration absence, Runnable kill, Runnable comeBack) {
        Instant at = Instant.now();
        line.event(name + " is killed");
        kill.run();
        Await.pass(absence);
        line.event(name + " is started");
        comeBack.run();
        line.event(name + " answers");
        losses.add(new Loss(name + " is killed", at, hasDeputy ? at : Instant.now()));
        Await.pass(CALM);
    }

    /** Ends the load, waits for what was promised, and judges. */
    void judge() {
        isOver = true;
        load.forEach(LoadedNodes::join);
        Await.until("every call has ended", Duration.ofSeconds(60), () -> balancer.underWay() == 0);
        Await.until(
                "every promised code has come",
                CLAIM.multipliedBy(4),
                () -> received().keySet().containsAll(promised));
        tell();
    }

    private void openSessions() {
        PromiseClient client = new PromiseClient(ports.get(0));
        for (int i = 0; i < SESSIONS; i++) {
            String phone = Visitors.german();
            String challenge = client.ask(202, "/users", "username", "reader" + i, "phone", phone, "password", PASSWORD)
                    .at("/challenges/0/id");
            String code = Await.until(
                    "the code has come",
                    CLAIM,
                    () -> gateway.messages().stream()
                            .filter(message -> message.to().equals(phone))
                            .findFirst()
                            .map(Message::code));
            client.ask(200, "/otp/" + challenge + "/verify", "code", code);
            tokens.add(client.ask(200, "/sessions", "login", "reader" + i, "password", PASSWORD)
                    .at("/accessToken"));
        }
    }

    /** Begins calls at a constant rate, however long the answers take. */
    private Thread atRate(int perSecond, Consumer<Instant> call) {
        Thread thread = new Thread(
                () -> {
                    Instant first = Instant.now();
                    for (long i = 0; !isOver; i++) {
                        Instant due = first.plusNanos(i * 1_000_000_000L / perSecond);
                        for (Duration left = Duration.between(Instant.now(), due);
                                left.compareTo(Duration.ZERO) > 0;
                                left = Duration.between(Instant.now(), due)) {
                            LockSupport.parkNanos(left.toNanos());
                        }
                        call.accept(due);
                    }
                },
                "rate-" + perSecond);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void send(Instant due) {
        String phone = Visitors.german();
        Request request = new Request(
                SEND,
                false,
                202,
                port -> from(due, address(port, "/otp"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                {"purpose":"custom:drill","channel":"sms","destination":"%s"}""".formatted(phone))));
        balancer.begin(request, due, () -> promised.add(phone));
    }

    private void read(Instant due) {
        String token = tokens.get(Math.floorMod(ChronoUnit.MICROS.between(Instant.EPOCH, due), tokens.size()));
        Request request = new Request(
                READ,
                true,
                200,
                port -> from(due, address(port, "/users/me")).header("Authorization", "Bearer " + token));
        balancer.begin(request, due, () -> {});
    }

    /** A request of one of sixteen clients, as a load balancer passes it on. */
    private static HttpRequest.Builder from(Instant due, URI uri) {
        return HttpRequest.newBuilder(uri)
                .header(
                        "X-Forwarded-For",
                        "192.0.2." + (1 + Math.floorMod(ChronoUnit.MICROS.between(Instant.EPOCH, due), CLIENTS)));
    }

    private static URI address(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + "/api/v1" + path);
    }

    private Map<String, List<Message>> received() {
        return gateway.messages().stream().collect(Collectors.groupingBy(Message::to));
    }

    private void tell() {
        List<Call> calls = balancer.calls();
        Map<String, List<Message>> received = received();
        Map<String, TimeLine.Figure> figures = new LinkedHashMap<>();
        figures.put("sends", count(calls, call -> is(call, SEND) && call.outcome() == Outcome.ANSWERED));
        figures.put("reads", count(calls, call -> is(call, READ) && call.outcome() == Outcome.ANSWERED));
        figures.put("503", count(calls, call -> call.outcome() == Outcome.UNAVAILABLE));
        figures.put("lost", count(calls, call -> call.outcome() == Outcome.LOST));
        figures.put("moved", count(calls, Call::isMoved));
        figures.put(
                "wait ms",
                (from, until) -> calls.stream()
                        .filter(call -> !call.at().isBefore(from) && call.at().isBefore(until))
                        .mapToLong(call -> call.waited().toMillis())
                        .max()
                        .orElse(0));
        line.printFigures(figures);
        Map<String, List<Message>> twice = received.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        line.say(calls.size() + " calls, " + promised.size() + " codes promised, " + twice.size() + " sent twice");
        losses.forEach(loss -> line.say(loss.what() + ": both kinds of calls answered again after "
                + untilAnswered(calls, loss).toMillis() + " ms, the last of its failures after "
                + untilWell(calls, loss).toMillis() + " ms"));
        line.end();
        assertThat(balancer.faults()).isEmpty();
        twice.forEach((phone, copies) -> {
            assertThat(copies)
                    .as(phone)
                    .extracting(Message::code)
                    .containsOnly(copies.get(0).code());
            assertThat(losses)
                    .as("sent twice and not under way at a kill: " + copies)
                    .anyMatch(loss -> isUnderWay(copies, loss));
        });
        losses.forEach(loss -> {
            assertThat(untilAnswered(calls, loss)).as(loss.what()).isLessThan(LONGEST_RECOVERY);
            assertThat(untilWell(calls, loss)).as(loss.what()).isLessThan(LONGEST_RECOVERY);
        });
    }

    private static boolean is(Call call, String kind) {
        return call.request().kind().equals(kind);
    }

    private static TimeLine.Figure count(List<Call> calls, Predicate<Call> which) {
        List<Call> counted = calls.stream().filter(which).toList();
        return (from, until) -> counted.stream()
                .filter(call -> !call.at().isBefore(from) && call.at().isBefore(until))
                .count();
    }

    private static boolean isUnderWay(List<Message> copies, Loss loss) {
        Instant first = copies.get(0).at();
        Instant last = copies.get(copies.size() - 1).at();
        return first.isAfter(loss.at().minus(UNDER_WAY)) && !first.isAfter(loss.bearable()) && last.isAfter(loss.at());
    }

    /** From when it could be until a call of each kind, begun after the loss, was answered. */
    private static Duration untilAnswered(List<Call> calls, Loss loss) {
        Duration longest = Duration.ZERO;
        for (String kind : List.of(SEND, READ)) {
            Instant first = calls.stream()
                    .filter(call -> is(call, kind) && call.outcome() == Outcome.ANSWERED)
                    .filter(call -> call.due().isAfter(loss.at()) && call.at().isAfter(loss.bearable()))
                    .map(Call::at)
                    .min(Instant::compareTo)
                    .orElse(loss.bearable().plus(Duration.ofDays(1)));
            Duration taken = Duration.between(loss.bearable(), first);
            longest = taken.compareTo(longest) > 0 ? taken : longest;
        }
        return longest;
    }

    /** From when calls could be answered until the last that was not, before the next loss. */
    private Duration untilWell(List<Call> calls, Loss loss) {
        Instant next = losses.stream()
                .map(Loss::at)
                .filter(at -> at.isAfter(loss.at()))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        Instant last = calls.stream()
                .filter(call -> call.outcome() != Outcome.ANSWERED)
                .map(Call::at)
                .filter(at -> at.isAfter(loss.bearable()) && at.isBefore(next))
                .max(Instant::compareTo)
                .orElse(loss.bearable());
        return Duration.between(loss.bearable(), last);
    }

    @Override
    public void close() {
        isOver = true;
        balancer.close();
        for (Node node : nodes) {
            if (node != null) {
                node.close();
            }
        }
        gateway.close();
    }
}
