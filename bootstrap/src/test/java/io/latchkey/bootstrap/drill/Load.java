package io.latchkey.bootstrap.drill;

import io.latchkey.bootstrap.drill.Balancer.Call;
import io.latchkey.bootstrap.drill.Balancer.Outcome;
import io.latchkey.bootstrap.drill.Balancer.Request;
import io.latchkey.bootstrap.drill.Gateway.Message;
import io.latchkey.bootstrap.e2e.Await;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Calls of two kinds by way of a balancer: requests for codes, each to a number of its own, and who-am-I of people with a session. */
final class Load {
    static final String SEND = "send";
    static final String READ = "read";
    private static final int CLIENTS = 16;

    private final Balancer balancer;
    private final Gateway gateway;
    private final List<String> tokens = new ArrayList<>();
    private final AtomicInteger turns = new AtomicInteger();
    private final List<Rate> rates = new ArrayList<>();
    private final Set<String> promised = ConcurrentHashMap.newKeySet();

    Load(Balancer balancer, Gateway gateway) {
        this.balancer = balancer;
        this.gateway = gateway;
    }

    /**
     * Lets the people in whose sessions the reads have.
     *
     * @param longest wait for a code
     */
    void openSessions(int count, int port, Duration longest) {
        PromiseClient client = new PromiseClient(port);
        for (int i = 0; i < count; i++) {
            tokens.add(client.letIn("reader" + tokens.size(), gateway, longest).at("/accessToken"));
        }
    }

    /** Begins calls at a constant rate, beside those that have begun. */
    void begin(int perSecond, Consumer<Instant> call) {
        rates.add(Rate.of(perSecond, call));
    }

    /** Begins no more calls. Those under way go on. */
    void end() {
        rates.forEach(Rate::end);
        rates.clear();
    }

    /** Begins a request for a code. */
    void send(Instant due) {
        String phone = Visitors.german();
        Request request = new Request(
                SEND,
                false,
                202,
                port -> from(address(port, "/api/v1/otp"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                            {"purpose":"custom:drill","channel":"sms","destination":"%s"}\
                            """.formatted(phone))));
        balancer.begin(request, due, () -> promised.add(phone));
    }

    /** Begins a who-am-I. */
    void read(Instant due) {
        String token = tokens.get(Math.floorMod(turns.get(), tokens.size()));
        Request request = new Request(
                READ,
                true,
                200,
                port -> from(address(port, "/api/v1/users/me")).header("Authorization", "Bearer " + token));
        balancer.begin(request, due, () -> {});
    }

    /** A request of one of sixteen clients, as a load balancer passes it on that the nodes trust. */
    private HttpRequest.Builder from(URI uri) {
        int client = 1 + Math.floorMod(turns.getAndIncrement(), CLIENTS);
        return HttpRequest.newBuilder(uri).header("X-Forwarded-For", "192.0.2." + client);
    }

    static URI address(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Returns when every call that was begun has ended. */
    void awaitAnswers(Duration longest) {
        Await.until("every call has ended", longest, () -> balancer.underWay() == 0);
    }

    /** Returns when every code that was promised has come to the gateway. */
    void awaitPromised(Duration longest) {
        Await.until("every promised code has come", longest, () -> waiting() == 0);
    }

    /** Number of promised codes that have not come to the gateway yet. */
    long waiting() {
        Set<String> come = received().keySet();
        return promised.stream().filter(phone -> !come.contains(phone)).count();
    }

    /** Number of answers that promised a code. */
    int promised() {
        return promised.size();
    }

    /** What came to the gateway for each number. */
    Map<String, List<Message>> received() {
        return gateway.messages().stream().collect(Collectors.groupingBy(Message::to));
    }

    /** The copies for each number that got more than one. */
    Map<String, List<Message>> receivedTwice() {
        return received().entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Calls of a kind that were answered as expected. */
    static Predicate<Call> answered(String kind) {
        return ended(kind, Outcome.ANSWERED);
    }

    static Predicate<Call> ended(String kind, Outcome outcome) {
        return call -> call.request().kind().equals(kind) && call.outcome() == outcome;
    }

    /** How many such calls ended in a span of time. */
    static TimeLine.Figure count(List<Call> calls, Predicate<Call> which) {
        List<Call> counted = calls.stream().filter(which).toList();
        return (from, until) ->
                counted.stream().filter(call -> isWithin(call, from, until)).count();
    }

    /** The longest wait of the calls that ended in a span of time, in ms. */
    static TimeLine.Figure longestWait(List<Call> calls) {
        return (from, until) -> calls.stream()
                .filter(call -> isWithin(call, from, until))
                .mapToLong(call -> call.waited().toMillis())
                .max()
                .orElse(0);
    }

    private static boolean isWithin(Call call, Instant from, Instant until) {
        return !call.at().isBefore(from) && call.at().isBefore(until);
    }
}
