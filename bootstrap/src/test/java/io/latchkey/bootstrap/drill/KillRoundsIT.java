package io.latchkey.bootstrap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import io.latchkey.bootstrap.drill.Gateway.Message;
import io.latchkey.bootstrap.drill.PromiseClient.Unanswered;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.bootstrap.e2e.Ports;
import io.latchkey.bootstrap.e2e.TestFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills the service and its database in turn, under load, and looks after each restart whether every answered promise was kept: accounts,
 * passwords, used codes, refreshed sessions, sign-outs, and messages. Property {@code latchkey.test.kills} says how often, on each database.
 */
@Tag("drill")
class KillRoundsIT {
    private static final int ROUNDS = Integer.getInteger("latchkey.test.kills", 4);
    private static final int PEOPLE_AT_ONCE = 6;
    /** A message that a dead node had claimed is sent by the next one after this time. */
    private static final Duration CLAIM = Duration.ofSeconds(10);

    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(10);

    private final Random random = new Random(Long.getLong("latchkey.test.seed", 1));
    private final Gateway gateway = new Gateway("one");
    private final int port = Ports.free();
    private final PromiseClient client = new PromiseClient(port);
    private final Set<String> promised = ConcurrentHashMap.newKeySet();
    private final List<PromisedPerson> all = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();
    private Path folder;
    private Path settings;

    @BeforeEach
    void configure() throws IOException {
        folder = TestFolder.make("kills");
        settings = DrillSettings.write(folder, gateway, CLAIM);
        gateway.tell(port);
    }

    @AfterEach
    void end() {
        gateway.close();
        figures.forEach(System.out::println);
    }

    @Test
    void keeps_every_answered_promise_on_mariadb_whoever_dies() {
        MariaDbServer.assumePackaged();
        try (DatabaseProcess database = new DatabaseProcess(folder)) {
            Node node = start(database.settings());
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    if (round % 2 == 0) {
                        node = killNode(node, database.settings());
                    } else {
                        Node living = node;
                        round("the database is killed", () -> {
                            database.kill();
                            Await.pass(Duration.ofSeconds(1));
                            database.restart();
                        });
                        assertThat(living.log()).doesNotContain("OutOfMemoryError");
                    }
                }
            } finally {
                node.close();
            }
        }
    }

    @Test
    void keeps_every_answered_promise_on_h2() {
        DatabaseSettings database = DatabaseSettings.h2(folder.resolve("latchkey"));
        Node node = start(database);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                node = killNode(node, database);
            }
        } finally {
            node.close();
        }
    }

    private Node start(DatabaseSettings database) {
        return Node.start(folder, port, database, settings);
    }

    private Node killNode(Node node, DatabaseSettings database) {
        Node[] next = new Node[1];
        round("the service is killed", () -> {
            node.kill();
            next[0] = start(database);
        });
        return next[0];
    }

    /** Lets people in, breaks something and mends it, and looks whether what was answered is still so. */
    private void round(String title, Runnable breakAndMend) {
        Queue<PromisedPerson> people = new ConcurrentLinkedQueue<>();
        Crowd crowd = new Crowd(people);
        int before = client.answered();
        Await.pass(Duration.ofMillis(1_000 + random.nextInt(3_000)));
        int answered = client.answered() - before;
        System.out.println(Instant.now() + " " + title);
        breakAndMend.run();
        Instant mended = Instant.now();
        int since = client.answered();
        Await.until("calls are answered again", LONGEST_RECOVERY, () -> client.answered() > since);
        Duration recovery = Duration.between(mended, Instant.now());
        Await.pass(Duration.ofSeconds(1));
        crowd.end();
        for (PromisedPerson person : people) {
            check(person);
        }
        for (int i = 0; i < 10 && !all.isEmpty(); i++) {
            check(all.get(random.nextInt(all.size())));
        }
        all.addAll(people);
        Await.until(
                "every promised message has come",
                CLAIM.multipliedBy(4),
                () -> received().keySet().containsAll(promised));
        received()
                .forEach((to, messages) -> assertThat(messages)
                        .as(to)
                        .extracting(Message::code)
                        .containsOnly(messages.get(0).code()));
        long twice =
                received().values().stream().filter(each -> each.size() > 1).count();
        figures.add(String.format(
                Locale.ROOT,
                "%s after %d answers: answers again after %d ms; so far %d people, %d messages, %d of them twice; %d answers 503, %d"
                        + " connections lost, longest wait %d ms",
                title,
                answered,
                recovery.toMillis(),
                all.size(),
                promised.size(),
                twice,
                client.unavailable(),
                client.lost(),
                client.longestWait().toMillis()));
        assertThat(answered).isPositive();
        assertThat(client.faults()).isEmpty();
    }

    private void check(PromisedPerson person) {
        try {
            person.check(client);
        } catch (Unanswered broken) {
            throw new AssertionError("broken promise to " + person, broken);
        }
    }

    private Map<String, List<Message>> received() {
        return gateway.messages().stream()
                .filter(message -> promised.contains(message.to()))
                .collect(Collectors.groupingBy(Message::to));
    }

    /** People who come one after the other, some at a time. */
    private final class Crowd implements PromisedPerson.Codes {
        private final ExecutorService threads = Executors.newFixedThreadPool(PEOPLE_AT_ONCE);
        private final List<Future<?>> lanes = new ArrayList<>();
        private volatile boolean isOver;

        Crowd(Queue<PromisedPerson> people) {
            for (int i = 0; i < PEOPLE_AT_ONCE; i++) {
                lanes.add(threads.submit(() -> {
                    while (!isOver) {
                        PromisedPerson person = new PromisedPerson();
                        people.add(person);
                        try {
                            person.live(client, this);
                        } catch (Unanswered dead) {
                            Await.pass(Duration.ofMillis(100));
                        }
                    }
                }));
            }
        }

        @Override
        public void expect(String phone) {
            promised.add(phone);
        }

        @Override
        public String await(String phone) {
            return Await.until("the code has come", CLAIM.multipliedBy(4), () -> {
                if (isOver) {
                    throw new Unanswered("nobody waits any more");
                }
                return gateway.codeFor(phone);
            });
        }

        void end() {
            isOver = true;
            threads.shutdown();
            for (Future<?> lane : lanes) {
                try {
                    lane.get();
                } catch (InterruptedException hurried) {
                    Thread.currentThread().interrupt();
                } catch (ExecutionException failed) {
                    throw new IllegalStateException(failed.getCause());
                }
            }
        }
    }
}
