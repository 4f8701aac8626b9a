package io.latchkey.bootstrap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.bootstrap.drill.Balancer.Call;
import io.latchkey.bootstrap.drill.Balancer.Outcome;
import io.latchkey.bootstrap.drill.Gateway.Message;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.bootstrap.e2e.Ports;
import io.latchkey.bootstrap.e2e.TestFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Several nodes under a constant load of requests for codes and of who-am-I, while some of them, or their databases, die. Judges in the end
 * what callers saw and what came of the promised codes.
 */
final class LoadedNodes implements AutoCloseable {
    private static final int SESSIONS = 16;
    private static final Duration CLAIM = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(10);

    /** Between the loss of a node and its start, so that the others are seen to do without it. */
    private static final Duration ABSENCE = Duration.ofSeconds(12);

    /** A fifth of the reads goes before, so that no node meets the whole load cold. */
    private static final Duration WARMING = Duration.ofSeconds(20);

    private static final Duration CALM = Duration.ofSeconds(12);

    /** A message whose outcome was not recorded at the kill had come to the gateway at most this time before. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(2);

    /** Calls a second: properties {@code latchkey.test.sends} and {@code latchkey.test.reads}, or else those of the drill. */
    record Rates(int sends, int reads) {
        static Rates orElse(int sends, int reads) {
            return new Rates(
                    Integer.getInteger("latchkey.test.sends", sends), Integer.getInteger("latchkey.test.reads", reads));
        }
    }

    private final Gateway gateway = new Gateway("one");
    private final Rates rates;
    private final List<Integer> ports;
    private final IntFunction<DatabaseSettings> databases;
    private final @Nullable Node[] nodes;
    private final Balancer balancer;
    private final Load load;
    private final TimeLine line;
    private final List<Loss> losses = new ArrayList<>();
    private final Path folder;
    private final Path settings;

    /**
     * Something died.
     *
     * @param at when it was killed
     * @param gone until when what was sent could not be recorded, because it was ending or away
     * @param bearable from when on calls can succeed: at once when there is a deputy, else when it was back
     */
    private record Loss(String what, Instant at, Instant gone, Instant bearable) {}

    /**
     * Starts the nodes and makes the sessions of the readers.
     *
     * @param place end of the title of the time line
     * @param rates of the load
     * @param databases settings of the database by the number of a node
     * @param more further settings
     */
    LoadedNodes(String place, Rates rates, int nodes, IntFunction<DatabaseSettings> databases, String... more) {
        this.rates = rates;
        this.ports = IntStream.range(0, nodes).mapToObj(i -> Ports.free()).toList();
        this.databases = databases;
        this.nodes = new Node[nodes];
        this.balancer = new Balancer(ports, LONGEST_WAIT);
        this.load = new Load(balancer, gateway);
        this.line = new TimeLine(rates.sends() + " sends and " + rates.reads() + " reads a second " + place);
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
        load.openSessions(SESSIONS, ports.get(0), CLAIM);
    }

    private void start(int which) {
        nodes[which] = Node.start(folder, ports.get(which), databases.apply(which), settings);
    }

    /** Warms the nodes and begins with the whole load. */
    void load() {
        load.begin(Math.max(1, rates.reads() / 5), load::read);
        Await.pass(WARMING);
        load.end();
        load.begin(rates.sends(), load::send);
        load.begin(rates.reads(), load::read);
        Await.pass(CALM);
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
        losses.add(new Loss(name + " is killed", at, Instant.now(), at));
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
        Instant gone = Instant.now();
        Await.pass(absence);
        line.event(name + " is started");
        comeBack.run();
        line.event(name + " answers");
        Instant answers = Instant.now();
        losses.add(new Loss(name + " is killed", at, hasDeputy ? gone : answers, hasDeputy ? at : answers));
        Await.pass(CALM);
    }

    /** Ends the load, waits for what was promised, and judges. */
    void judge() {
        load.end();
        load.awaitAnswers(Duration.ofSeconds(60));
        load.awaitPromised(CLAIM.multipliedBy(4));
        tell();
    }

    private void tell() {
        List<Call> calls = balancer.calls();
        Map<String, TimeLine.Figure> figures = new LinkedHashMap<>();
        figures.put("sends", Load.count(calls, Load.answered(Load.SEND)));
        figures.put("reads", Load.count(calls, Load.answered(Load.READ)));
        figures.put("503", Load.count(calls, call -> call.outcome() == Outcome.UNAVAILABLE));
        figures.put("lost", Load.count(calls, call -> call.outcome() == Outcome.LOST));
        figures.put("moved", Load.count(calls, Call::isMoved));
        figures.put("wait ms", Load.longestWait(calls));
        line.printFigures(figures);
        Map<String, List<Message>> twice = load.receivedTwice();
        line.say(calls.size() + " calls, " + load.promised() + " codes promised, " + twice.size() + " sent twice");
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

    private static boolean isUnderWay(List<Message> copies, Loss loss) {
        Instant first = copies.get(0).at();
        Instant last = copies.get(copies.size() - 1).at();
        return first.isAfter(loss.at().minus(UNDER_WAY)) && !first.isAfter(loss.gone()) && last.isAfter(loss.at());
    }

    /** From when it could be until a call of each kind, begun after the loss, was answered. */
    private static Duration untilAnswered(List<Call> calls, Loss loss) {
        Duration longest = Duration.ZERO;
        for (String kind : List.of(Load.SEND, Load.READ)) {
            Instant first = calls.stream()
                    .filter(Load.answered(kind))
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
        load.end();
        balancer.close();
        for (Node node : nodes) {
            if (node != null) {
                node.close();
            }
        }
        gateway.close();
    }
}
