package io.latchkey.bootstrap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.bootstrap.drill.PromiseClient.Answer;
import io.latchkey.bootstrap.drill.PromiseClient.Unanswered;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.bootstrap.e2e.TestFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three nodes on three nodes of a Galera cluster, each of which writes at another one. Under a constant load a database node, a node of the
 * service and another database node die. Before that, codes and refresh tokens are used at all nodes at once. Property {@code latchkey.test.races}: how often.
 */
@Tag("drill")
class GaleraIT {
    private static final int NODES = 3;
    private static final int RACES = Integer.getInteger("latchkey.test.races", 40);
    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(20);
    private static final Duration ABSENCE = Duration.ofSeconds(12);

    /** Limits that nobody reaches, so that all nodes count all calls in the same rows. */
    private static final String[] COUNTING = {
        "latchkey.throttle.code-per-address.quota=1000000",
        "latchkey.throttle.code-per-site.quota=1000000",
        "latchkey.throttle.code-per-destination.quota=1000000",
        "latchkey.throttle.sign-in-per-address.quota=1000000"
    };

    @Test
    void keeps_its_promises_on_a_cluster_whose_nodes_all_write_and_die() throws IOException {
        GaleraCluster.assumeInstalled();
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        try (GaleraCluster cluster = new GaleraCluster(TestFolder.make("galera"));
                LoadedNodes nodes = new LoadedNodes(
                        "at three nodes on three nodes of a Galera cluster, all of which write",
                        LoadedNodes.Rates.orElse(40, 200),
                        NODES,
                        cluster::settings,
                        COUNTING)) {
            nodes.start();
            List<PromiseClient> clients = IntStream.range(0, NODES)
                    .mapToObj(node -> new PromiseClient(nodes.port(node)))
                    .toList();
            for (int i = 0; i < RACES; i++) {
                oneOfThreeUsesACode(threads, clients, nodes.gateway());
            }
            refreshesHaveOneSuccessor(threads, clients, nodes.gateway());
            assertThat(clients).allSatisfy(client -> assertThat(client.faults()).isEmpty());
            nodes.load();
            nodes.loseDatabase("database node 2", true, ABSENCE, () -> cluster.kill(1), () -> cluster.join(1));
            nodes.loseNode(0);
            nodes.loseDatabase("database node 1", true, ABSENCE, () -> cluster.kill(0), () -> cluster.join(0));
            nodes.judge();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void oneOfThreeUsesACode(ExecutorService threads, List<PromiseClient> clients, Gateway gateway) {
        String phone = Visitors.german();
        String challenge = clients.get(0)
                .ask(202, "/otp", "purpose", "custom:race", "channel", "sms", "destination", phone)
                .at("/id");
        String code = Await.until("the code has come", LONGEST_DELIVERY, () -> gateway.codeFor(phone));
        List<Answer> won = atOnce(
                threads, clients, client -> client.askOrBeRefused(200, "/otp/" + challenge + "/verify", "code", code));
        assertThat(won).hasSize(1);
    }

    private static void refreshesHaveOneSuccessor(
            ExecutorService threads, List<PromiseClient> clients, Gateway gateway) {
        String token = clients.get(0).letIn("racer", gateway, LONGEST_DELIVERY).at("/refreshToken");
        for (int i = 0; i < RACES; i++) {
            String used = token;
            List<Answer> successors = atOnce(
                    threads,
                    clients,
                    client -> Optional.of(client.ask(200, "/sessions/refresh", "refreshToken", used)));
            assertThat(successors).hasSize(NODES);
            assertThat(successors.stream()
                            .map(answer -> answer.at("/refreshToken"))
                            .distinct())
                    .hasSize(1);
            token = successors.get(0).at("/refreshToken");
        }
    }

    /** The answers of those clients that got one. */
    private static List<Answer> atOnce(
            ExecutorService threads, List<PromiseClient> clients, Function<PromiseClient, Optional<Answer>> call) {
        List<Future<Optional<Answer>>> calls = clients.stream()
                .map(client -> threads.submit(() -> call.apply(client)))
                .toList();
        List<Answer> answers = new ArrayList<>();
        for (Future<Optional<Answer>> each : calls) {
            try {
                each.get().ifPresent(answers::add);
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof Unanswered)) {
                    throw new IllegalStateException(failed);
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(hurried);
            }
        }
        return answers;
    }
}
