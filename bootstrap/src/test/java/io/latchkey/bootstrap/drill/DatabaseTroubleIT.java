package io.latchkey.bootstrap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.testkit.DatabaseProxy;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import io.latchkey.bootstrap.drill.Balancer.Call;
import io.latchkey.bootstrap.drill.Balancer.Outcome;
import io.latchkey.bootstrap.drill.Balancer.Request;
import io.latchkey.bootstrap.drill.Gateway.Message;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.bootstrap.e2e.Ports;
import io.latchkey.bootstrap.e2e.TestFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One node under a small load while its MariaDB is slow, full, read-only or out of step. Looks whether callers see nothing but answers and
 * honest 503, and whether all goes on by itself afterwards. Prints what they saw in each second. Properties: {@code latchkey.test.sends} and
 * {@code latchkey.test.reads}, calls a second.
 */
@Tag("drill")
class DatabaseTroubleIT {
    private static final int SENDS = Integer.getInteger("latchkey.test.sends", 20);
    private static final int READS = Integer.getInteger("latchkey.test.reads", 40);
    private static final int LOOKS = 4;
    private static final int SESSIONS = 4;
    private static final String LIVE = "live";

    /** The default. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(35);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(10);
    private static final int MOST_MORE_THREADS = 300;
    private static final Duration CALM = Duration.ofSeconds(5);

    /** Until the first call is refused. The tables on a full disk have room left in their pages. */
    private static final Duration LONGEST_ONSET = Duration.ofSeconds(30);

    private static final Duration SLOWNESS = Duration.ofSeconds(2);
    private static final int DISK_MEGABYTES = 400;

    /** By so much the clock of the database is ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LOOKS_AT_THE_CLOCK = Duration.ofMinutes(1);
    private static final JsonMapper JSON = new JsonMapper();

    private final Gateway gateway = new Gateway("one");
    private final int port = Ports.free();
    private final Balancer balancer = new Balancer(List.of(port), LONGEST_WAIT);
    private final Load load = new Load(balancer, gateway);
    private final NavigableMap<Instant, Integer> threads = new ConcurrentSkipListMap<>();
    private Path folder;
    private Path settings;

    /**
     * A trouble that is over.
     *
     * @param began when it had been made
     * @param refused when a call had been refused
     * @param ended from when on calls could succeed again
     */
    private record Trouble(Instant began, Instant refused, Instant ended) {
        /** Whether a call belongs to the second half of the refusals, when no reserve of anything is left. */
        boolean isLongIn(Call call) {
            Instant half = refused.plus(Duration.between(refused, ended).dividedBy(2));
            return call.due().isAfter(half) && call.at().isBefore(ended);
        }
    }

    @BeforeEach
    void configure() throws IOException {
        folder = TestFolder.make("trouble");
        // All callers have one address here.
        settings = DrillSettings.write(folder, gateway, CLAIM, "latchkey.requests.per-client=10000");
        gateway.tell(port);
    }

    @AfterEach
    void end() {
        load.end();
        balancer.close();
        gateway.close();
    }

    @Test
    void answers_or_says_503_while_every_answer_of_the_database_takes_two_seconds_more() {
        MariaDbServer.assumePackaged();
        try (DatabaseProcess database = new DatabaseProcess(folder);
                DatabaseProxy proxy = DatabaseProxy.before(database.settings());
                Node node = start(proxy.settings("", DatabaseSettings.DEFAULT_PATIENCE))) {
            Trouble slow = endure(
                    "the database is slow",
                    node,
                    Duration.ofSeconds(22),
                    () -> proxy.delay(SLOWNESS),
                    () -> proxy.delay(Duration.ZERO));
            judge(slow);
            assertThat(balancer.calls())
                    .filteredOn(slow::isLongIn)
                    .extracting(Call::outcome)
                    .contains(Outcome.ANSWERED, Outcome.UNAVAILABLE);
        }
    }

    /**
     * The gateway is dead meanwhile, so that codes that were promised before wait in the store.
     *
     * <p>InnoDB refuses a statement that needs another page at once (error 1114) and tries again with the next one, so that nobody waits for room.
     * A row that finds a place in the pages that are there is still saved, and its code has to come like any other.
     */
    @Test
    void refuses_writes_and_answers_reads_while_the_disk_of_the_database_is_full() throws IOException {
        MariaDbServer.assumePackaged();
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), DISK_MEGABYTES);
                DatabaseProcess database =
                        new DatabaseProcess(folder, disk.folder().resolve("data"));
                Node node = start(database.settings())) {
            Trouble full = endure(
                    "the disk of the database is full",
                    node,
                    Duration.ofSeconds(12),
                    () -> {
                        gateway.kill();
                        disk.fill();
                    },
                    () -> {
                        assertThat(load.waiting()).isPositive();
                        gateway.revive();
                        disk.makeRoom();
                    });
            judge(full);
            judgeReads();
            List<Call> writes = writesLongIn(full);
            assertThat(writes.stream().filter(Load.ended(Load.SEND, Outcome.UNAVAILABLE)))
                    .hasSizeGreaterThan(writes.size() * 3 / 4);
        }
    }

    @Test
    void refuses_writes_and_answers_reads_while_the_database_is_read_only() {
        MariaDbServer.assumePackaged();
        try (DatabaseProcess database = new DatabaseProcess(folder);
                Node node = start(database.tenant())) {
            Trouble readOnly = endure(
                    "the database is read-only",
                    node,
                    Duration.ofSeconds(8),
                    () -> database.administer("SET GLOBAL read_only = 1"),
                    () -> database.administer("SET GLOBAL read_only = 0"));
            judge(readOnly);
            judgeReads();
            assertThat(writesLongIn(readOnly)).isNotEmpty().allMatch(Load.ended(Load.SEND, Outcome.UNAVAILABLE));
        }
    }

    /**
     * The server sets the time of each new connection. It stands still from then on, so that the difference shrinks while the connection lives.
     */
    @Test
    void tells_that_the_clock_of_the_database_is_another_and_goes_on() throws IOException {
        MariaDbServer.assumePackaged();
        try (DatabaseProcess database = new DatabaseProcess(folder)) {
            DatabaseSettings tenant = database.tenant();
            database.administer(
                    "SET GLOBAL init_connect = 'SET timestamp = UNIX_TIMESTAMP() + " + AHEAD.toSeconds() + "'");
            try (Node node = start(tenant)) {
                Await.until(
                        "the log tells of the clock",
                        LONGEST_RECOVERY,
                        () -> node.log().contains("The clock of this node is"));
                assertThat(node.log()).contains("behind the database's");
                assertThat(ahead())
                        .isBetween(
                                AHEAD.plus(LONGEST_RECOVERY).negated(),
                                AHEAD.dividedBy(2).negated());
                load.openSessions(SESSIONS, port, CLAIM);
                database.administer("SET GLOBAL init_connect = ''", "KILL USER " + tenant.user());
                Await.until(
                        "the clocks agree again",
                        BETWEEN_LOOKS_AT_THE_CLOCK.plus(LONGEST_RECOVERY),
                        () -> node.log().contains("agrees with the database's again"));
                assertThat(ahead()).isBetween(LONGEST_RECOVERY.negated(), LONGEST_RECOVERY);
                load.openSessions(SESSIONS, port, CLAIM);
            }
        }
    }

    private Node start(DatabaseSettings database) {
        return Node.start(folder, port, database, settings);
    }

    /**
     * Calls the node before, during and after a trouble.
     *
     * @param time from the first refusal on
     */
    private Trouble endure(String what, Node node, Duration time, Runnable begin, Runnable mend) {
        load.openSessions(SESSIONS, port, CLAIM);
        TimeLine line = new TimeLine(what + ": " + SENDS + " sends and " + READS + " reads a second at one node");
        load.begin(SENDS, load::send);
        load.begin(READS, load::read);
        load.begin(LOOKS, due -> look(due, node));
        Await.pass(CALM);
        line.event(what);
        begin.run();
        Instant began = Instant.now();
        Await.until(
                "a call is refused",
                LONGEST_ONSET,
                () -> balancer.calls().stream().anyMatch(call -> call.outcome() == Outcome.UNAVAILABLE));
        Instant refused = Instant.now();
        Await.pass(time);
        mend.run();
        Instant ended = Instant.now();
        line.event("no more");
        Await.pass(LONGEST_RECOVERY.plus(CALM));
        load.end();
        load.awaitAnswers(LONGEST_WAIT);
        Trouble trouble = new Trouble(began, refused, ended);
        print(line, trouble);
        return trouble;
    }

    /** Asks whether the node lives, and counts its threads. */
    private void look(Instant due, Node node) {
        Request request =
                new Request(LIVE, true, 200, each -> HttpRequest.newBuilder(Load.address(each, "/health/live")));
        balancer.begin(request, due, () -> {});
        threads.put(due, node.threads());
    }

    private void print(TimeLine line, Trouble trouble) {
        List<Call> calls = balancer.calls();
        Map<String, TimeLine.Figure> figures = new LinkedHashMap<>();
        figures.put("sends", Load.count(calls, Load.answered(Load.SEND)));
        figures.put("s 503", Load.count(calls, Load.ended(Load.SEND, Outcome.UNAVAILABLE)));
        figures.put("reads", Load.count(calls, Load.answered(Load.READ)));
        figures.put("r 503", Load.count(calls, Load.ended(Load.READ, Outcome.UNAVAILABLE)));
        figures.put("wait ms", Load.longestWait(calls));
        figures.put(
                "live ms",
                Load.longestWait(calls.stream()
                        .filter(call -> call.request().kind().equals(LIVE))
                        .toList()));
        figures.put("threads", this::mostThreads);
        line.printFigures(figures);
        line.say(load.promised() + " codes promised, " + load.receivedTwice().size()
                + " sent twice; the last refusal came " + untilWell(trouble).toMillis() + " ms after the end");
        line.end();
    }

    private int mostThreads(Instant from, Instant until) {
        return threads.subMap(from, until).values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    private Duration untilWell(Trouble trouble) {
        Instant last = balancer.calls().stream()
                .filter(call -> call.outcome() != Outcome.ANSWERED)
                .map(Call::at)
                .filter(trouble.ended()::isBefore)
                .max(Instant::compareTo)
                .orElse(trouble.ended());
        return Duration.between(trouble.ended(), last);
    }

    private void judge(Trouble trouble) {
        load.awaitPromised(CLAIM.multipliedBy(2));
        assertThat(balancer.faults()).isEmpty();
        assertThat(untilWell(trouble)).isLessThan(LONGEST_RECOVERY);
        assertThat(mostThreads(Instant.MIN, Instant.MAX))
                .isLessThanOrEqualTo(mostThreads(Instant.MIN, trouble.began()) + MOST_MORE_THREADS);
        assertThat(balancer.calls())
                .filteredOn(call -> call.request().kind().equals(LIVE))
                .allMatch(Load.answered(LIVE))
                .filteredOn(
                        call -> call.due().isAfter(trouble.began()) && call.at().isBefore(trouble.ended()))
                .isNotEmpty()
                .allMatch(call -> call.waited().compareTo(LONGEST_LOOK) < 0);
        load.receivedTwice()
                .forEach((phone, copies) -> assertThat(copies)
                        .as(phone)
                        .extracting(Message::code)
                        .containsOnly(copies.get(0).code()));
    }

    private void judgeReads() {
        assertThat(balancer.calls())
                .filteredOn(call -> call.request().kind().equals(Load.READ))
                .allMatch(Load.answered(Load.READ));
        assertThat(load.receivedTwice()).isEmpty();
    }

    private List<Call> writesLongIn(Trouble trouble) {
        return balancer.calls().stream()
                .filter(call -> call.request().kind().equals(Load.SEND))
                .filter(trouble::isLongIn)
                .toList();
    }

    /** By how much the node says that its clock is ahead of the database's. */
    private Duration ahead() throws IOException {
        try (InputStream health = Load.address(port, "/health").toURL().openStream()) {
            return Duration.ofSeconds(
                    JSON.readTree(health).at("/checks/0/data/clockAheadSeconds").asLong());
        }
    }
}
