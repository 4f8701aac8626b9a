package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.bootstrap.fuzz.MadeUpRequest;
import io.latchkey.bootstrap.fuzz.RequestMaker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Sends requests that are made up of the documents. None is answered by a failure of ours, by a page of the server, later than ten seconds,
 * or otherwise than its document tells. {@code -Dfuzz.requests} is the number at each server, {@code -Dfuzz.seed} another beginning.
 */
interface MadeUpRequestScenarios extends Scenarios {
    /** The documents of what this server serves. */
    List<String> documents();

    /** Somebody new who administrates and has just signed in. Nobody where the server has no administration. */
    default Optional<SignedIn> somebodyInCharge() {
        return Optional.empty();
    }

    /** Near the end, because made-up requests take the names of the documents' examples. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    default void answers_every_made_up_request_as_its_document_tells() {
        int requests = Integer.getInteger("fuzz.requests", 400);
        long seed = Long.getLong("fuzz.seed", 20_260_102);
        int threads = requests > 1_000 ? 8 : 2;
        MadeUpCalls calls =
                new MadeUpCalls(this, requests / threads / documents().size() + 1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                long own = seed + thread;
                runs.add(pool.submit(() -> documents().forEach(document -> calls.run(document, own))));
            }
            for (Future<?> run : runs) {
                Object unused = run.get();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } finally {
            pool.shutdownNow();
        }
        System.out.println("made-up requests at " + site().name() + ": " + calls.figures());
        assertThat(calls.findings()).as("%s", calls.figures()).isEmpty();
        assertThat(calls.sent()).isGreaterThanOrEqualTo(requests);
        assertThat(visitor().get("/health").status()).isEqualTo(200);
    }

    /** The calls of one run. Safe for use by several threads. */
    final class MadeUpCalls {
        /** What would change the server for other scenarios and callers, or wait for what does not come. */
        private static final List<String> LEFT_OUT = List.of(
                "PUT /dev/",
                "DELETE /dev/",
                "POST /dev/",
                "POST " + Scenarios.API + "/admin/blocks",
                "POST " + Scenarios.API + "/admin/keys/rotate");

        private static final Duration LONGEST = Duration.ofSeconds(10);
        private static final int MOST_FINDINGS = 20;
        /** Calls of one account, at least. */
        private static final int FEWEST_TURNS = 20;
        /** Accounts of each kind that a thread needs for a document, about. Opening them takes longer than calling. */
        private static final int MOST_CALLERS = 200;
        /** Calls after which a long run tells how far it is. */
        private static final int STRETCH = 50_000;
        /** Room that the server has for the head of a request. */
        private static final int LONGEST_ADDRESS = 7_000;

        private static final HttpClient CLIENT = newClient();

        private static HttpClient newClient() {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(LONGEST)
                    .build();
        }

        private final MadeUpRequestScenarios server;
        private final int each;
        private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
        private final Map<String, String> findings = new ConcurrentSkipListMap<>();
        private final AtomicInteger sent = new AtomicInteger();

        MadeUpCalls(MadeUpRequestScenarios server, int each) {
            this.server = server;
            this.each = each;
        }

        int sent() {
            return sent.get();
        }

        List<String> findings() {
            return List.copyOf(findings.values());
        }

        String figures() {
            return sent.get() + " sent, by status " + new TreeMap<>(statuses) + ", " + findings.size() + " findings";
        }

        /** A third of the calls is nobody's, a third a member's, and a third an administrator's, or another member's. */
        void run(String document, long seed) {
            RequestMaker maker = new RequestMaker(document, LEFT_OUT, seed);
            List<Supplier<SignedIn>> makers =
                    List.of(server::signedIn, () -> server.somebodyInCharge().orElseGet(server::signedIn));
            List<SignedIn> callers =
                    new ArrayList<>(makers.stream().map(Supplier::get).toList());
            int[] newSince = new int[callers.size()];
            int fewestTurns = Math.max(FEWEST_TURNS, each / MOST_CALLERS);
            int begin = Math.floorMod(seed * 31, maker.operations());
            for (int turn = 0; turn < each; turn++) {
                MadeUpRequest request = maker.next(begin + turn);
                // Shifted in each round, so that every operation meets every caller.
                int round = turn / maker.operations();
                int who = (turn % maker.operations() + round) % (callers.size() + 1) - 1;
                boolean isSignedIn = who >= 0 && !request.headers().containsKey("Authorization");
                int status = call(document, request, isSignedIn ? Optional.of(callers.get(who)) : Optional.empty());
                if (isSignedIn && status == 401 && turn - newSince[who] >= fewestTurns) {
                    // The caller may have signed out or deleted the account.
                    callers.set(who, makers.get(who).get());
                    newSince[who] = turn;
                }
            }
        }

        private int call(String document, MadeUpRequest made, Optional<SignedIn> caller) {
            // The server then closes the connection without saying so: a body may cost the answer, and a next request
            // too.
            boolean endsConnection = isTooLong(made);
            HttpClient client = endsConnection ? newClient() : CLIENT;
            boolean hasBody = made.body().length > 0 && !endsConnection;
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(server.site().baseUrl() + made.path()))
                    .timeout(LONGEST)
                    .method(
                            made.method(),
                            hasBody
                                    ? HttpRequest.BodyPublishers.ofByteArray(made.body())
                                    : HttpRequest.BodyPublishers.noBody());
            int bits = ThreadLocalRandom.current().nextInt(1 << 24);
            request.setHeader("X-Forwarded-For", "10." + (bits >> 16) + "." + (bits >> 8 & 255) + "." + (bits & 255));
            caller.ifPresent(one -> request.setHeader("Authorization", "Bearer " + one.accessToken()));
            made.headers().forEach(request::setHeader);
            if (!made.contentType().isEmpty()) {
                request.setHeader("Content-Type", made.contentType());
            }
            if (sent.incrementAndGet() % STRETCH == 0) {
                System.out.println("made-up requests at " + server.site().name() + " so far: " + figures());
            }
            try {
                Reply reply = Reply.of(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
                statuses.computeIfAbsent(reply.status(), status -> new AtomicInteger())
                        .incrementAndGet();
                complaint(document, made, reply).ifPresent(what -> find(made, what));
                return reply.status();
            } catch (HttpTimeoutException slow) {
                find(made, "no answer in " + LONGEST);
            } catch (IOException lost) {
                find(made, "no answer: " + lost);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
            return 0;
        }

        private void find(MadeUpRequest made, String what) {
            String kind = made.method()
                    + ' '
                    + made.path().replaceFirst("\\?.*", "")
                    + ' '
                    + what.replaceAll("[0-9a-f-]{8,}", "*");
            String finding = what + "\n    " + made;
            if (findings.size() < MOST_FINDINGS
                    && findings.putIfAbsent(kind.substring(0, Math.min(120, kind.length())), finding) == null) {
                System.out.println("made-up request at " + server.site().name() + ": " + finding);
            }
        }

        private static boolean isTooLong(MadeUpRequest made) {
            return made.path().length() > LONGEST_ADDRESS;
        }

        /** What the server itself refuses before the application sees it: a long address. */
        private static boolean isRefusedByServer(MadeUpRequest made, Reply reply) {
            return isTooLong(made) && reply.status() == 400 && reply.body().length == 0;
        }

        /** A Content-Type that cannot be parsed is refused before a face is found, so in the words of the native API. */
        private static boolean isRefusedByLibrary(MadeUpRequest made, Reply reply) {
            boolean isOdd =
                    made.contentType().equals("json") || made.contentType().endsWith("\"");
            return isOdd && reply.status() == 400 && reply.text().contains("/problems/bad-request");
        }

        private static Optional<String> complaint(String document, MadeUpRequest made, Reply reply) {
            if (isRefusedByServer(made, reply) || isRefusedByLibrary(made, reply)) {
                return Optional.empty();
            }
            String type = reply.header("Content-Type").orElse("");
            if (reply.status() >= 500
                    && !(reply.status() == 503 && reply.header("Retry-After").isPresent())) {
                return Optional.of("status " + reply.status() + ": " + reply.text());
            }
            if (type.contains("html") || reply.text().stripLeading().startsWith("<")) {
                return Optional.of("a page: " + reply.text());
            }
            if (document.equals("native") && reply.status() >= 400 && !type.equals("application/problem+json")) {
                return Optional.of("status " + reply.status() + " with " + type + ": " + reply.text());
            }
            Optional<String> lost = EXPECTED.stream()
                    .filter(name -> reply.header(name).isEmpty())
                    .findFirst();
            if (lost.isPresent()) {
                return Optional.of("status " + reply.status() + " without the header " + lost.get());
            }
            try {
                Documented.check(made.method(), made.path(), reply);
                return Optional.empty();
            } catch (AssertionError untold) {
                return Optional.of(String.valueOf(untold.getMessage()));
            }
        }

        /** Headers of every answer. */
        private static final List<String> EXPECTED = List.of("X-Content-Type-Options", "Cache-Control");
    }
}
