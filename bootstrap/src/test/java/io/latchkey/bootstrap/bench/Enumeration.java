package io.latchkey.bootstrap.bench;

import io.latchkey.bootstrap.settings.Catalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Looks whether the time of an answer tells who has an account. Each route that conceals it is called about people who have one and people
 * who have none, in turns and in an order that changes, over a few connections at once. The test of Mann and Whitney tells how likely such a
 * difference of two samples is where there is none. Nothing else may run on the machine.
 *
 * <p>A route fails with p of 0.01 or less, or with medians 1 ms or more apart. One of a hundred good routes has
 * such a p by chance. So a route that fails is measured once more, and the second result counts.
 *
 * <p>Routes of the sunbird face are not here: they tell whoever has an API key which contacts have accounts.
 */
final class Enumeration {
    /** Calls of each kind before those that count, at most. */
    private static final int MOST_WARM_UP = 200;

    private static final double LEAST_LIKELIHOOD = 0.01;
    private static final double LARGEST_GAP_MILLIS = 1;

    /** So many that nobody has more than a few wrong guesses at one code. */
    private static final int MOST_PEOPLE = 1024;

    /** So few that two processors hash the passwords of all well within the interval at which answers leave. */
    private static final int CALLERS = 3;

    private static final String NEW_PASSWORD = "five quite unrelated little words";

    private final int port;
    private final int calls;
    private final List<Route> routes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final AtomicInteger names = new AtomicInteger();

    /** Somebody, or nobody. Unique is a name that nothing was called before. */
    private record Person(String email, String phone, String unique) {
        String fill(String template, String id) {
            return template.replace("EMAIL", email)
                    .replace("PHONE", phone)
                    .replace("UNIQUE", unique)
                    .replace("ID", id);
        }
    }

    /** A call before the one that is measured. It names what that one is about. */
    private record Beforehand(String path, String body, String member) {
        String call(Connection connection, Person person) throws IOException {
            Connection.Answer answer = connection.post(path, person.fill(body, ""));
            return member.isEmpty() ? "" : answer.text(member);
        }
    }

    /**
     * A route, with EMAIL, PHONE and UNIQUE in the place of whom a call is about, and ID of what the call before it named.
     *
     * @param body empty for a call that has none
     */
    private record Route(
            String name, String method, String path, String body, int status, Optional<Beforehand> beforehand) {
        static Route post(String name, String path, String body, int status) {
            return new Route(name, "POST", path, body, status, Optional.empty());
        }

        Route after(String firstPath, String firstBody, String member) {
            return new Route(
                    name, method, path, body, status, Optional.of(new Beforehand(firstPath, firstBody, member)));
        }

        Route by(String otherMethod) {
            return new Route(name, otherMethod, path, body, status, beforehand);
        }

        /** Answers the ms that the call took. The call before it does not count. */
        double measure(Connection connection, Person person) throws IOException {
            String id = beforehand.isEmpty() ? "" : beforehand.get().call(connection, person);
            String filledPath = person.fill(path, id);
            String filledBody = person.fill(body, id);
            long begin = System.nanoTime();
            Connection.Answer answer = send(connection, filledPath, filledBody);
            while (answer.status() == 503) {
                answer = send(connection, filledPath, filledBody);
            }
            double millis = (System.nanoTime() - begin) / 1e6;
            if (answer.status() != status) {
                throw new IllegalStateException(
                        name + " about " + person.email() + " answered " + answer.status() + ": " + answer.body());
            }
            return millis;
        }

        private Connection.Answer send(Connection connection, String filledPath, String filledBody) throws IOException {
            return switch (method) {
                case "GET" -> connection.get(filledPath, "");
                case "PUT" -> connection.put(filledPath, filledBody);
                default -> connection.post(filledPath, filledBody);
            };
        }
    }

    /** The result of a route. */
    private record Comparison(double known, double unknown, double likelihood) {
        boolean isAlike() {
            return likelihood > LEAST_LIKELIHOOD && Math.abs(known - unknown) < LARGEST_GAP_MILLIS;
        }
    }

    /**
     * Takes routes to call.
     *
     * @param calls about somebody, and as many about nobody, of each route
     * @param wanted regular expression of the routes' names
     */
    Enumeration(int port, int calls, String wanted) {
        this.port = port;
        this.calls = calls;
        addNative();
        addEssdee();
        addBioentrust();
        addDhiwise();
        addDrfUser();
        Pattern names = Pattern.compile(wanted);
        routes.removeIf(route -> !names.matcher(route.name()).find());
    }

    /**
     * Settings without which most calls would be refused for their number, and with which every face conceals who has an account.
     */
    static List<String> settings() {
        List<String> lines = new ArrayList<>(List.of(
                "latchkey.faces.conceal-accounts=true",
                "latchkey.sign-in.free-failures=20",
                "latchkey.sign-in.first-wait=PT0.001S",
                "latchkey.sign-in.longest-wait=PT0.001S",
                "latchkey.sign-in.strangers.free-failures=20",
                "latchkey.sign-in.strangers.wait=PT0.001S",
                "latchkey.faces.dhiwise.guess-per-address.quota=0",
                "latchkey.faces.dhiwise.guess-per-face.quota=0",
                "latchkey.faces.dhiwise.retry-lock.limit=20",
                "latchkey.faces.dhiwise.retry-lock.reactivation=PT0.001S"));
        Catalog.all().forEach(setting -> {
            if (setting.key().endsWith(".max-attempts") || setting.key().endsWith(".max-sends")) {
                lines.add(setting.key() + "=10");
            }
        });
        return lines;
    }

    private void addNative() {
        String otp = "/api/v1/otp";
        String signInCode = "{\"purpose\":\"sign-in\",\"destination\":\"EMAIL\"}";
        String register = "{\"email\":\"EMAIL\"}";
        String forgot = "{\"login\":\"EMAIL\"}";
        routes.addAll(List.of(
                Route.post("forgot password", "/api/v1/password/forgot", forgot, 202),
                Route.post(
                                "reset with a wrong code",
                                "/api/v1/password/reset",
                                "{\"otpId\":\"ID\",\"code\":\"000000\",\"newPassword\":\"" + NEW_PASSWORD + "\"}",
                                422)
                        .after("/api/v1/password/forgot", forgot, "id"),
                Route.post(
                        "code to reset a password",
                        otp,
                        "{\"purpose\":\"reset-password\",\"destination\":\"EMAIL\"}",
                        202),
                Route.post("code to sign in", otp, signInCode, 202),
                Route.post(
                                "sign-in with a wrong code",
                                "/api/v1/sessions",
                                "{\"otpId\":\"ID\",\"code\":\"000000\"}",
                                401)
                        .after(otp, signInCode, "id"),
                Route.post(
                        "sign-in with a wrong password",
                        "/api/v1/sessions",
                        "{\"login\":\"EMAIL\",\"password\":\"not the right one\"}",
                        401),
                Route.post("registration with a contact", "/api/v1/users", register, 202),
                Route.post("availability of a contact", "/api/v1/users/availability", register, 400),
                Route.post("wrong code of a registration", otp + "/ID/verify", "{\"code\":\"000000\"}", 422)
                        .after("/api/v1/users", register, "id"),
                Route.post("code once more", otp + "/ID/resend", "{}", 202).after(otp, signInCode, "id"),
                Route.post("state of a code", otp + "/ID", "", 200).by("GET").after(otp, signInCode, "id")));
    }

    private void addEssdee() {
        String attempt = "/api/method/user_management.user_management.doctype.cd_otp_auth_attempt.cd_otp_auth_attempt.";
        String initiate = "{\"mobile_number\":\"PHONE\"}";
        String name = "otp_auth_attempt_name";
        routes.addAll(List.of(
                Route.post("essdee: initiate_otp", attempt + "initiate_otp", initiate, 200),
                Route.post("essdee: resend_otp", attempt + "resend_otp", "{\"" + name + "\":\"ID\"}", 200)
                        .after(attempt + "initiate_otp", initiate, name),
                essdeeGuess(attempt, "get_reset_password_key"),
                essdeeGuess(attempt, "get_api_credentials")));
    }

    private static Route essdeeGuess(String attempt, String action) {
        String name = "otp_auth_attempt_name";
        return Route.post(
                        "essdee: verify_otp, " + action,
                        attempt + "verify_otp",
                        "{\"" + name + "\":\"ID\",\"incoming_otp\":\"000000\",\"action\":\"" + action + "\"}",
                        401)
                .after(attempt + "initiate_otp", "{\"mobile_number\":\"PHONE\"}", name);
    }

    private void addBioentrust() {
        String signUp = "{\"first_name\":\"Ada\",\"last_name\":\"L\",\"email\":\"EMAIL\",\"password\":\"" + NEW_PASSWORD
                + "\"}";
        String sms = "{\"phone_number\":\"PHONE\",\"app_id\":1}";
        String guess = "{\"otp\":\"000000\",\"otp_request_id\":\"ID\"}";
        String request = "otp_request_id";
        routes.addAll(List.of(
                Route.post("bioentrust: signup", "/user/signup", signUp, 200),
                Route.post("bioentrust: verify-email", "/user/verify-email", guess, 401)
                        .after("/user/signup", signUp, request),
                Route.post(
                        "bioentrust: signin",
                        "/user/signin",
                        "{\"email\":\"EMAIL\",\"password\":\"not the right one\"}",
                        401),
                Route.post("bioentrust: send-sms", "/user/send-sms", sms, 200),
                Route.post("bioentrust: verify-sms", "/user/verify-sms", guess, 401)
                        .after("/user/send-sms", sms, request),
                Route.post("bioentrust: forgot-password", "/user/forgot-password", "{\"email\":\"EMAIL\"}", 200)));
    }

    private void addDhiwise() {
        String auth = "/admin/auth/";
        String forgot = "{\"email\":\"EMAIL\"}";
        String wrong = "{\"username\":\"EMAIL\",\"password\":\"not the right one\"}";
        routes.addAll(List.of(
                Route.post("dhiwise: login", auth + "login", wrong, 400),
                Route.post("dhiwise: send_login_otp", auth + "send_login_otp", wrong, 200),
                Route.post(
                        "dhiwise: login_with_otp",
                        auth + "login_with_otp",
                        "{\"username\":\"EMAIL\",\"password\":\"not the right one\",\"otp\":\"000000\"}",
                        400),
                Route.post("dhiwise: forgot-password", auth + "forgot-password", forgot, 200),
                Route.post(
                                "dhiwise: validate-otp",
                                auth + "validate-otp",
                                "{\"otp\":\"00000000\",\"email\":\"EMAIL\"}",
                                200)
                        .after(auth + "forgot-password", forgot, ""),
                Route.post(
                                "dhiwise: reset-password",
                                auth + "reset-password",
                                "{\"code\":\"00000000\",\"email\":\"EMAIL\",\"newPassword\":\"" + NEW_PASSWORD + "\"}",
                                200)
                        .by("PUT")
                        .after(auth + "forgot-password", forgot, "")));
    }

    private void addDrfUser() {
        String send = "{\"destination\":\"EMAIL\",\"email\":\"EMAIL\"}";
        String signIn = "{\"destination\":\"EMAIL\",\"is_login\":true}";
        String both = "{\"name\":\"Ada\",\"email\":\"EMAIL\",\"mobile\":\"PHONE\"}";
        routes.addAll(List.of(
                Route.post("drf-user: otp", "/otp/", send, 201),
                Route.post(
                                "drf-user: otp, guess",
                                "/otp/",
                                "{\"destination\":\"EMAIL\",\"verify_otp\":\"000000\"}",
                                403)
                        .after("/otp/", send, ""),
                Route.post("drf-user: otp of a login", "/otp/", signIn, 201),
                Route.post(
                                "drf-user: otp of a login, guess",
                                "/otp/",
                                "{\"destination\":\"EMAIL\",\"is_login\":true,\"verify_otp\":\"000000\"}",
                                403)
                        .after("/otp/", signIn, ""),
                Route.post("drf-user: otpreglogin", "/otpreglogin/", both, 201),
                Route.post(
                                "drf-user: otpreglogin, guess",
                                "/otpreglogin/",
                                both.replace("}", ",\"verify_otp\":\"000000\"}"),
                                403)
                        .after("/otpreglogin/", both, ""),
                Route.post(
                        "drf-user: login",
                        "/login/",
                        "{\"username\":\"EMAIL\",\"password\":\"not the right one\"}",
                        401),
                Route.post(
                                "drf-user: password/reset",
                                "/password/reset/",
                                "{\"email\":\"EMAIL\",\"otp\":\"000000\",\"password\":\"" + NEW_PASSWORD + "\"}",
                                403)
                        .after("/otp/", signIn, ""),
                Route.post(
                        "drf-user: register",
                        "/register/",
                        "{\"username\":\"UNIQUE\",\"name\":\"Ada\",\"email\":\"EMAIL\",\"password\":\"" + NEW_PASSWORD
                                + "\"}",
                        400),
                Route.post("drf-user: isunique", "/isunique/", "{\"prop\":\"email\",\"value\":\"EMAIL\"}", 400)));
    }

    /** Number of accounts that the calls are about, see {@link Operations#prepareReachable}. */
    int people() {
        return Math.min(MOST_PEOPLE, 2 * calls);
    }

    /** Calls all routes; answers a table. */
    String run() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("<route", "calls", "median known, ms", "median unknown, ms", "gap, ms", "p", "<alike"));
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            Comparison first = measure(route, i);
            rows.add(row(route, first, first.isAlike() ? "yes" : "measured again"));
            if (!first.isAlike()) {
                Comparison second = measure(route, i);
                rows.add(row(route, second, second.isAlike() ? "yes" : "NO"));
                if (!second.isAlike()) {
                    failures.add(route.name());
                }
            }
        }
        Report report = new Report();
        report.line("");
        report.line(
                "Known against unknown: p of Mann and Whitney up to 0.01, or a gap of 1 ms and more, tells who has an"
                        + " account. A route that fails is measured once more, because one of a hundred fails by chance.");
        report.line("");
        report.table(rows);
        return report.text();
    }

    /** Names of the routes whose second result tells who has an account. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    private Comparison measure(Route route, int number) throws IOException {
        double[] known = new double[calls];
        double[] unknown = new double[calls];
        List<Callable<Void>> shares = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            shares.add(() -> {
                measureShare(route, number, caller, known, unknown);
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            for (Future<Void> share : threads.invokeAll(shares)) {
                share.get();
            }
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            threads.shutdownNow();
        }
        return new Comparison(median(known), median(unknown), likelihood(known, unknown));
    }

    /** Makes every call whose number is the caller's, over a connection of its own. */
    private void measureShare(Route route, int number, int caller, double[] known, double[] unknown)
            throws IOException {
        try (Connection connection = new Connection(port)) {
            for (int i = caller - Math.min(MOST_WARM_UP, calls); i < calls; i += CALLERS) {
                // The first of a pair is now the one and now the other, so that neither has the warmer caches.
                for (int half = 0; half < 2; half++) {
                    boolean isKnown = (Math.floorDiv(i, CALLERS) & 1) == half;
                    int whose = Math.floorMod(i, people());
                    double millis = route.measure(connection, isKnown ? somebody(whose) : nobody(whose, number));
                    if (i >= 0) {
                        (isKnown ? known : unknown)[i] = millis;
                    }
                }
            }
        }
    }

    /** A row of the table, which is also told at once: all routes together take most of an hour. */
    private List<String> row(Route route, Comparison result, String verdict) {
        List<String> row = List.of(
                route.name(),
                Integer.toString(calls),
                String.format(Locale.ROOT, "%.3f", result.known()),
                String.format(Locale.ROOT, "%.3f", result.unknown()),
                String.format(Locale.ROOT, "%+.3f", result.known() - result.unknown()),
                String.format(Locale.ROOT, "%.4f", result.likelihood()),
                verdict);
        System.out.println(String.join(" | ", row));
        return row;
    }

    private Person somebody(int number) {
        return new Person(Operations.email(number), Operations.phone(number), unique());
    }

    /** As long as the contacts of somebody, and unknown to all routes before. */
    private Person nobody(int number, int route) {
        return new Person(
                String.format(Locale.ROOT, "nobo%02d%d@example.org", route, number),
                String.format(Locale.ROOT, "+49152%08d", 20_000_000 + route * 10_000 + number),
                unique());
    }

    private String unique() {
        return String.format(Locale.ROOT, "caller%07d", names.getAndIncrement());
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
