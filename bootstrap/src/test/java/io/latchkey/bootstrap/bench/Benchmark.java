package io.latchkey.bootstrap.bench;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Version;
import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures the runnable jar against a real MariaDB of default durability. System properties: {@code bench.jar}, {@code
 * bench.warmup} (ISO 8601), {@code bench.seconds} per measurement, {@code bench.connections} (a list), {@code
 * bench.only} (a list of operations), {@code bench.flags} of the server's virtual machine, {@code bench.report},
 * {@code bench.enumeration} (calls of each kind that look whether answers tell who has an account; 0 for none), {@code
 * bench.enumeration.gate} (whether the run fails when they do; true), {@code bench.enumeration.only} (a regular expression of the routes; all), {@code bench.peer} ({@code keycloak}, or nothing), {@code bench.peer.home} (its unpacked distribution).
 */
public final class Benchmark {
    private static final String SECRET = "a secret of the benchmark, long enough to be one";
    /** The default of production mode. The time until the service is ready holds it. */
    private static final Duration OWN_WARM_UP = Duration.ofSeconds(2);

    /** Span after the start in which calls are still served by code that was not compiled well. */
    private static final Duration FIRST = Duration.ofSeconds(10);

    private static final Duration WARM_UP_TURN = Duration.ofSeconds(2);
    private static final int MESSAGE_PATIENCE_SECONDS = 20;
    private static final String PASSWORD_SIGN_IN = "password sign-in";
    private static final String REQUEST = "request a code";
    private static final String CUSTOM = "request, custom";
    private static final String VERIFY = "code to session";
    private static final String REFRESH = "refresh";
    private static final String WHO = "who am I";
    private static final String KEYS = "empty route";

    private final ServerProcess server;
    private final Operations operations;
    private final DatabaseMeter meter;
    private final ProcessUsage databaseUsage;
    private final Duration seconds;
    private final Map<String, Supplier<Load.Tasks>> all = new LinkedHashMap<>();

    private Benchmark(ServerProcess server, Operations operations, DatabaseMeter meter, ProcessUsage databaseUsage) {
        this.server = server;
        this.operations = operations;
        this.meter = meter;
        this.databaseUsage = databaseUsage;
        this.seconds = Duration.ofSeconds(Integer.getInteger("bench.seconds", 10));
        all.put(KEYS, operations::keys);
        all.put(WHO, operations::whoAmI);
        all.put(REQUEST, operations::requestCode);
        all.put(CUSTOM, operations::requestCustomCode);
        all.put(VERIFY, operations::verifyIntoSession);
        all.put(REFRESH, operations::refresh);
        all.put(PASSWORD_SIGN_IN, operations::signInWithPassword);
    }

    /** Processor times are in ms per call. */
    private record Cost(
            String operation,
            int connections,
            Load.Result load,
            double serverCpu,
            double databaseCpu,
            double dispatchCpu,
            double machineCpu,
            double statements,
            double commits,
            long residentMib) {
        double cpu() {
            return serverCpu + databaseCpu;
        }
    }

    /** This reference keeps the loggers alive, because a logger that is collected forgets its level. */
    private static final List<Logger> CHATTY = List.of(
            Logger.getLogger("ch.vorburger"), Logger.getLogger("org.flywaydb"), Logger.getLogger("com.zaxxer.hikari"));

    /** Runs the benchmark and ends the process, even if threads are left. */
    public static void main(String[] arguments) {
        CHATTY.forEach(logger -> logger.setLevel(Level.WARNING));
        int status = 0;
        try {
            measure();
        } catch (Exception failed) {
            failed.printStackTrace();
            status = 1;
        }
        System.exit(status);
    }

    private static void measure() throws Exception {
        Path jar = Path.of(System.getProperty("bench.jar", "target/latchkey.jar"));
        Path report = Path.of(System.getProperty("bench.report", "target/benchmark.md"));
        String flags = System.getProperty("bench.flags", "");
        List<String> flagList =
                flags.isBlank() ? List.of() : List.of(flags.strip().split(" +"));
        MariaDbServer mariaDb = MariaDbServer.get();
        DatabaseSettings database = mariaDb.newDatabase();
        ProcessUsage databaseUsage = ProcessUsage.ofDatabase();
        String text;
        try (ServerProcess server = ServerProcess.start(
                        jar, flagList, database, SECRET, List.of("latchkey.warm-up=" + OWN_WARM_UP));
                Connection connection =
                        DriverManager.getConnection(database.url(), database.user(), database.password())) {
            Operations operations = new Operations(server.port(), SECRET);
            Benchmark benchmark = new Benchmark(server, operations, new DatabaseMeter(connection), databaseUsage);
            text = benchmark.run(database, mariaDb.newDatabase(), mariaDb::newDatabase);
            System.out.println(text);
            Files.writeString(report, text, StandardCharsets.UTF_8);
        }
        int calls = Integer.getInteger("bench.enumeration", 0);
        if (calls > 0) {
            try (ServerProcess server =
                    ServerProcess.start(jar, flagList, mariaDb.newDatabase(), SECRET, Enumeration.settings())) {
                lookWhoIsTold(server.port(), calls, report, text);
            }
        }
    }

    /**
     * Compares answers about people who have an account with answers about people who have none.
     *
     * @param before the report up to here
     * @throws IllegalStateException when they differ, unless that is only to be told
     */
    private static void lookWhoIsTold(int port, int calls, Path report, String before) throws IOException {
        Enumeration enumeration = new Enumeration(port, calls, System.getProperty("bench.enumeration.only", ""));
        new Operations(port, SECRET).prepareReachable(enumeration.people());
        String table = enumeration.run();
        System.out.println(table);
        Files.writeString(report, before + table, StandardCharsets.UTF_8);
        if (!enumeration.failures().isEmpty()
                && Boolean.parseBoolean(System.getProperty("bench.enumeration.gate", "true"))) {
            throw new IllegalStateException("these routes tell who has an account: " + enumeration.failures());
        }
    }

    private String run(DatabaseSettings service, DatabaseSettings empty, Supplier<DatabaseSettings> forPeer)
            throws IOException, SQLException, InterruptedException {
        List<Integer> connectionCounts = Arrays.stream(
                        System.getProperty("bench.connections", "16,64").split(",", -1))
                .map(Integer::valueOf)
                .toList();
        Duration warmUp = Duration.parse(System.getProperty("bench.warmup", "PT120S"));
        long idle = server.usage().residentMib();
        String first = firstCalls(connectionCounts.get(0));
        operations.prepare(
                connectionCounts.stream().mapToInt(Integer::intValue).max().orElseThrow());
        warmUp(warmUp, connectionCounts.get(0));
        List<Cost> costs = new ArrayList<>();
        for (int connections : connectionCounts) {
            operations.forgetChallenges();
            for (String operation : wanted()) {
                costs.add(measure(operation, connections));
            }
        }
        long peak = server.usage().peakMib();
        Map<String, Map<Integer, Double>> floors = new LinkedHashMap<>();
        SqlFloor sql = new SqlFloor(service, empty);
        Map<String, Supplier<Load.Tasks>> bare = new LinkedHashMap<>();
        bare.put(WHO, sql::whoAmI);
        bare.put(REQUEST, sql::requestCode);
        bare.put(VERIFY, sql::verifyIntoSession);
        bare.put(REFRESH, sql::refresh);
        bare.keySet().retainAll(wanted());
        for (Map.Entry<String, Supplier<Load.Tasks>> each : bare.entrySet()) {
            Map<Integer, Double> byConnections = new LinkedHashMap<>();
            for (int connections : connectionCounts) {
                byConnections.put(connections, floor(each.getValue(), connections, seconds));
            }
            floors.put(each.getKey(), byConnections);
        }
        double hash = wanted().contains(PASSWORD_SIGN_IN) ? bareHash() : 0;
        String own = report(warmUp, idle, peak, costs, floors, hash) + first;
        String peer = System.getProperty("bench.peer", "");
        if (peer.isBlank()) {
            return own;
        }
        if (!peer.equals("keycloak")) {
            throw new IllegalArgumentException("bench.peer may be keycloak, or nothing");
        }
        return own + besideKeycloak(forPeer.get(), connectionCounts, warmUp, costs);
    }

    /** What who-am-I costs from the moment when the service is ready, before anything but one sign-in warmed it. */
    private String firstCalls(int connections) throws IOException, InterruptedException {
        String token = operations.openFirst();
        double before = server.usage().cpuMillis() + databaseUsage.cpuMillis();
        Load.Result load = Load.run(connections, FIRST, operations.whoAmI(token));
        double cpu = server.usage().cpuMillis() + databaseUsage.cpuMillis() - before;
        return String.format(
                Locale.ROOT,
                "%nFirst %d s after ready: %d calls of who am I from %d connections, %.2f processor ms each.%n",
                FIRST.toSeconds(),
                load.calls(),
                connections,
                cpu / Math.max(1, load.calls()));
    }

    /** Measures the same three operations of a stock Keycloak on the same database server, warmed for as long. */
    private String besideKeycloak(
            DatabaseSettings database, List<Integer> connectionCounts, Duration warmUp, List<Cost> costs)
            throws IOException, InterruptedException {
        int most = connectionCounts.stream().mapToInt(Integer::intValue).max().orElseThrow();
        try (KeycloakPeer keycloak =
                KeycloakPeer.start(Path.of(System.getProperty("bench.peer.home")), database, most)) {
            Map<String, Supplier<Load.Tasks>> theirs = new LinkedHashMap<>();
            theirs.put(WHO, keycloak::userInfo);
            theirs.put(REFRESH, keycloak::refresh);
            theirs.put(PASSWORD_SIGN_IN, keycloak::signInWithPassword);
            theirs.keySet().retainAll(wanted());
            long end = System.nanoTime() + warmUp.toNanos();
            while (System.nanoTime() < end) {
                for (Supplier<Load.Tasks> tasks : theirs.values()) {
                    Load.run(connectionCounts.get(0), WARM_UP_TURN, tasks.get());
                }
            }
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("<operation", "conns", "Latchkey", "per s", "Keycloak", "per s", "ratio"));
            for (Cost cost : costs) {
                Supplier<Load.Tasks> tasks = theirs.get(cost.operation());
                if (tasks != null) {
                    rows.add(beside(cost, keycloak, tasks.get()));
                }
            }
            Report report = new Report();
            report.line("");
            report.line(
                    "Beside a stock Keycloak in the same run: processor ms per call, server and database together.");
            report.line("");
            report.table(rows);
            return report.text();
        }
    }

    private List<String> beside(Cost cost, KeycloakPeer keycloak, Load.Tasks tasks) throws InterruptedException {
        double before = keycloak.cpuMillis() + databaseUsage.cpuMillis();
        Load.Result load = Load.run(cost.connections(), seconds, tasks);
        double theirs = (keycloak.cpuMillis() + databaseUsage.cpuMillis() - before) / Math.max(1, load.calls());
        return List.of(
                cost.operation(),
                Integer.toString(cost.connections()),
                number("%.2f", cost.cpu()),
                number("%.0f", cost.load().perSecond()),
                number("%.2f", theirs),
                number("%.0f", load.perSecond()),
                number("%.2f", cost.cpu() / theirs));
    }

    private List<String> wanted() {
        String only = System.getProperty("bench.only", "");
        return all.keySet().stream()
                .filter(operation ->
                        only.isBlank() || List.of(only.split(",", -1)).contains(operation))
                .toList();
    }

    private void warmUp(Duration duration, int connections) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            for (String operation : wanted()) {
                if (System.nanoTime() < end) {
                    Load.run(connections, WARM_UP_TURN, all.get(operation).get());
                }
            }
        }
    }

    private Cost measure(String operation, int connections) throws SQLException, InterruptedException {
        awaitMessages();
        DatabaseMeter.Counts countsBefore = meter.counts();
        Map<String, Double> threadsBefore = server.usage().cpuMillisByThread();
        double serverBefore = server.usage().cpuMillis();
        double databaseBefore = databaseUsage.cpuMillis();
        Load.Result load = Load.run(connections, seconds, all.get(operation).get());
        awaitMessages();
        double serverCpu = server.usage().cpuMillis() - serverBefore;
        double databaseCpu = databaseUsage.cpuMillis() - databaseBefore;
        Map<String, Double> threads = new LinkedHashMap<>(server.usage().cpuMillisByThread());
        threads.replaceAll((name, after) -> after - threadsBefore.getOrDefault(name, 0.0));
        DatabaseMeter.Counts counts = meter.counts().since(countsBefore);
        int calls = Math.max(1, load.calls());
        System.out.printf(
                Locale.ROOT,
                "%s, %d connections: %d calls, ms of threads %s%n",
                operation,
                connections,
                calls,
                top(threads));
        return new Cost(
                operation,
                connections,
                load,
                serverCpu / calls,
                databaseCpu / calls,
                sum(threads, "latchkey-dispat", "latchkey-delive") / calls,
                sum(threads, "C", "G", "VM", "Sweeper") / calls,
                (double) counts.statements() / calls,
                (double) counts.commits() / calls,
                server.usage().residentMib());
    }

    private static Map<String, Double> top(Map<String, Double> threads) {
        Map<String, Double> result = new LinkedHashMap<>();
        threads.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(6)
                .forEach(entry -> result.put(entry.getKey(), entry.getValue()));
        return result;
    }

    private static double sum(Map<String, Double> threads, String... prefixes) {
        return threads.entrySet().stream()
                .filter(entry -> Arrays.stream(prefixes).anyMatch(entry.getKey()::startsWith))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Waits until all messages are sent, so that their cost does not count in the next measurement. */
    private void awaitMessages() throws SQLException {
        for (int i = 0; i < MESSAGE_PATIENCE_SECONDS * 10 && meter.messagesDue() > 0; i++) {
            LockSupport.parkNanos(100_000_000L);
        }
    }

    private double floor(Supplier<Load.Tasks> tasks, int connections, Duration duration) throws InterruptedException {
        Load.run(connections, duration.dividedBy(2), tasks.get());
        double before = ProcessUsage.self().cpuMillis() + databaseUsage.cpuMillis();
        Load.Result result = Load.run(connections, duration.dividedBy(2), tasks.get());
        return (ProcessUsage.self().cpuMillis() + databaseUsage.cpuMillis() - before) / result.calls();
    }

    /** Processor time of one hash with the default costs of passwords: 19 MiB, two passes, one lane. */
    private double bareHash() throws InterruptedException {
        Argon2Advanced argon2 = Argon2Factory.createAdvanced(Argon2Factory.Argon2Types.ARGON2id, 16, 32);
        byte[] password = Operations.PASSWORD.getBytes(StandardCharsets.UTF_8);
        Load.Tasks tasks = (number, opened) -> () ->
                argon2.rawHashAdvanced(2, 19_456, 1, password, new byte[16], new byte[32], null, 32, Argon2Version.V13)
                                .length
                        == 32;
        double before = ProcessUsage.self().cpuMillis();
        Load.Result result = Load.run(Runtime.getRuntime().availableProcessors(), seconds, tasks);
        return (ProcessUsage.self().cpuMillis() - before) / result.calls();
    }

    private String report(
            Duration warmUp,
            long idle,
            long peak,
            List<Cost> costs,
            Map<String, Map<Integer, Double>> floors,
            double hash) {
        Report report = new Report();
        report.line("# Benchmark");
        report.line("");
        report.line(
                "Ready after %.1f s, of which it warmed itself for %d s; resident %d MiB then, %d MiB at most. %d processors, Java %s, warmed up for %d s.",
                server.timeToReady().toMillis() / 1e3,
                OWN_WARM_UP.toSeconds(),
                idle,
                peak,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                warmUp.toSeconds());
        report.line("");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "<operation",
                "conns",
                "per s",
                "p50 ms",
                "p99 ms",
                "CPU",
                "server",
                "db",
                "dispatch",
                "JIT+GC",
                "SQL",
                "commits",
                "MiB",
                "route",
                "bare SQL",
                "x floor"));
        for (Cost cost : costs) {
            double route = costs.stream()
                    .filter(other -> other.operation().equals(KEYS) && other.connections() == cost.connections())
                    .mapToDouble(Cost::cpu)
                    .findFirst()
                    .orElse(0);
            double bare = cost.operation().equals(PASSWORD_SIGN_IN)
                    ? hash
                    : floors.getOrDefault(cost.operation(), Map.of()).getOrDefault(cost.connections(), 0.0);
            double floor = cost.operation().equals(PASSWORD_SIGN_IN) ? hash : route + bare;
            rows.add(List.of(
                    cost.operation(),
                    Integer.toString(cost.connections()),
                    number("%.0f", cost.load().perSecond()),
                    number("%.1f", cost.load().millisAt(0.5)),
                    number("%.1f", cost.load().millisAt(0.99)),
                    number("%.2f", cost.cpu()),
                    number("%.2f", cost.serverCpu()),
                    number("%.2f", cost.databaseCpu()),
                    number("%.2f", cost.dispatchCpu()),
                    number("%.2f", cost.machineCpu()),
                    number("%.1f", cost.statements()),
                    number("%.1f", cost.commits()),
                    Long.toString(cost.residentMib()),
                    number("%.2f", route),
                    bare == 0 ? "-" : number("%.2f", bare),
                    bare == 0 ? "-" : number("%.2f", cost.cpu() / floor)));
        }
        report.table(rows);
        report.line("");
        report.line(
                "CPU: processor ms per call, server and database together; of the server's, what the threads that send"
                        + " messages took (dispatch) and what compiling and collecting took (JIT+GC).");
        report.line("SQL: Com_select + Com_insert + Com_update + Com_delete per call; commits: Com_commit."
                + " A request for a code includes sending its message, which is awaited.");
        report.line(
                "Floors, ms per call: route, a JAX-RS route without database (the key set); bare SQL, the operation's"
                        + " statements over JDBC, client and database; for a password the Argon2id hash alone.");
        report.line("x floor: CPU over route + bare SQL; for a password over the hash.");
        return report.text();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
