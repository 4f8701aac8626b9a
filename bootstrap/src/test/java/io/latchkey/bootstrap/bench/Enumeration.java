package io.latchkey.bootstrap.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Looks whether the time of an answer tells who has an account. Each route that conceals it is called about people who have one and people
 * who have none, in turns and in an order that changes, over one connection. The test of Mann and Whitney tells how likely such a
 * difference of two samples is where there is none. Nothing else may run on the machine.
 */
final class Enumeration {
    /** Calls of each kind before those that count. */
    private static final int WARM_UP = 200;

    private final int port;
    private final int calls;
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private int stranger;

    /** @param body with LOGIN in the place of the address of somebody, or of nobody */
    private record Route(String path, String body, List<Integer> statuses) {
        void call(Connection connection, String login) throws IOException {
            Connection.Answer answer = connection.post(path, body.replace("LOGIN", login));
            while (answer.status() == 503) {
                answer = connection.post(path, body.replace("LOGIN", login));
            }
            if (!statuses.contains(answer.status())) {
                throw new IllegalStateException(path + " answered " + answer.status() + ": " + answer.body());
            }
        }
    }

    /** @param calls about somebody, and as many about nobody, of each route */
    Enumeration(int port, int calls) {
        this.port = port;
        this.calls = calls;
        routes.put("forgot password", new Route("/api/v1/password/forgot", "{\"login\":\"LOGIN\"}", List.of(200, 202)));
        routes.put(
                "code to reset a password",
                new Route("/api/v1/otp", "{\"purpose\":\"reset-password\",\"destination\":\"LOGIN\"}", List.of(202)));
        routes.put(
                "code to sign in",
                new Route("/api/v1/otp", "{\"purpose\":\"sign-in\",\"destination\":\"LOGIN\"}", List.of(202)));
        routes.put(
                "sign-in with a wrong password",
                new Route(
                        "/api/v1/sessions",
                        "{\"login\":\"LOGIN\",\"password\":\"not the right one\"}",
                        List.of(401, 429)));
        routes.put("registration with a contact", new Route("/api/v1/users", "{\"email\":\"LOGIN\"}", List.of(202)));
    }

    /** Calls all routes; answers a table. */
    String run() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("<route", "calls", "median known, ms", "median unknown, ms", "gap, ms", "p"));
        try (Connection connection = new Connection(port)) {
            for (Map.Entry<String, Route> route : routes.entrySet()) {
                rows.add(measure(route.getKey(), route.getValue(), connection));
            }
        }
        Report report = new Report();
        report.line("");
        report.line("Known against unknown: p of Mann and Whitney below 0.01 or a gap of 1 ms and more tells who has an"
                + " account.");
        report.line("");
        report.table(rows);
        return report.text();
    }

    private List<String> measure(String name, Route route, Connection connection) throws IOException {
        double[] known = new double[calls];
        double[] unknown = new double[calls];
        for (int i = -WARM_UP; i < calls; i++) {
            // The first of a pair is now the one and now the other, so that neither has the warmer caches.
            for (int half = 0; half < 2; half++) {
                boolean isKnown = (i & 1) == half;
                String login = isKnown ? Operations.email(Math.floorMod(i, Operations.ACCOUNTS)) : nobody();
                long begin = System.nanoTime();
                route.call(connection, login);
                double millis = (System.nanoTime() - begin) / 1e6;
                if (i >= 0) {
                    (isKnown ? known : unknown)[i] = millis;
                }
            }
        }
        return List.of(
                name,
                Integer.toString(calls),
                String.format(Locale.ROOT, "%.3f", median(known)),
                String.format(Locale.ROOT, "%.3f", median(unknown)),
                String.format(Locale.ROOT, "%+.3f", median(known) - median(unknown)),
                String.format(Locale.ROOT, "%.4f", likelihood(known, unknown)));
    }

    /** As long as the address of somebody. */
    private String nobody() {
        return "nobody" + stranger++ % Operations.ACCOUNTS + "@example.org";
    }

    static double median(double[] sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /**
     * The two-sided p of the U test of Mann and Whitney, by its normal approximation with ties corrected (H. B. Mann, D. R. Whitney: On a
     * test of whether one of two random variables is stochastically larger than the other, 1947).
     */
    static double likelihood(double[] one, double[] other) {
        int n1 = one.length;
        int n2 = other.length;
        double[] all = new double[n1 + n2];
        System.arraycopy(one, 0, all, 0, n1);
        System.arraycopy(other, 0, all, n1, n2);
        double[] sorted = all.clone();
        Arrays.sort(sorted);
        double ties = 0;
        Map<Double, Double> ranks = new LinkedHashMap<>();
        for (int i = 0; i < sorted.length; ) {
            int end = i;
            while (end < sorted.length && sorted[end] == sorted[i]) {
                end++;
            }
            double count = end - i;
            ties += count * count * count - count;
            ranks.put(sorted[i], (i + 1 + end) / 2.0);
            i = end;
        }
        double rankSum =
                Arrays.stream(one).map(value -> ranks.getOrDefault(value, 0.0)).sum();
        double n = n1 + (double) n2;
        double mean = n1 * (double) n2 / 2;
        double deviation = Math.sqrt(n1 * (double) n2 / 12 * (n + 1 - ties / (n * (n - 1))));
        double distance = Math.abs(rankSum - n1 * (n1 + 1.0) / 2 - mean);
        return deviation == 0 ? 1 : 2 * (1 - normal(distance / deviation));
    }

    /** The standard normal distribution up to z, with an error below 10^-7 (Abramowitz and Stegun, 26.2.17). */
    private static double normal(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double tail = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return 1 - Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * tail;
    }
}
