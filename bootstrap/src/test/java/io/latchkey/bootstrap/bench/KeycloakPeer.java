package io.latchkey.bootstrap.bench;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.bootstrap.e2e.Ports;
import io.latchkey.bootstrap.e2e.Processes;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A stock Keycloak on a MariaDB, as its distribution comes: its own heap, its own hash of passwords. Only what has to be said is said: the
 * database, plain HTTP on the loopback interface, and that there is one node. It has one realm with one public client.
 */
final class KeycloakPeer implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(4);
    private static final int USERS = 8;
    private static final String REALM = "/realms/bench/protocol/openid-connect";
    private static final String ADMIN = "bench-admin";
    private static final String CLIENT = "client_id=bench&scope=openid&";

    private final Process process;
    private final int port;
    private final AtomicInteger next = new AtomicInteger();
    private final List<String> accessTokens = new ArrayList<>();
    private final List<String> refreshTokens = new ArrayList<>();

    private KeycloakPeer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a distribution. Returns when its realm is made and the sessions are open.
     *
     * @param home the unpacked distribution
     * @param sessions number of sessions
     */
    static KeycloakPeer start(Path home, DatabaseSettings database, int sessions) throws IOException {
        KeycloakPeer peer = launch(home, database);
        try {
            peer.prepare(sessions);
            return peer;
        } catch (IOException | RuntimeException failed) {
            peer.close();
            throw failed;
        }
    }

    private static KeycloakPeer launch(Path home, DatabaseSettings database) throws IOException {
        int port = Ports.free();
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh",
                        home.resolve("bin/kc.sh").toString(),
                        "start",
                        "--db=mariadb",
                        "--cache=local",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--hostname-strict=false")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("benchmark.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "KC_DB_URL", database.url(),
                        "KC_DB_USERNAME", database.user(),
                        "KC_DB_PASSWORD", database.password(),
                        "KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD", Operations.PASSWORD));
        return new KeycloakPeer(Processes.start(builder), port);
    }

    private void prepare(int sessions) throws IOException {
        try (Connection connection = new Connection(port)) {
            awaitStart(connection);
            String admin = connection
                    .postForm(
                            "/realms/master/protocol/openid-connect/token",
                            "grant_type=password&client_id=admin-cli&username=" + ADMIN + "&password="
                                    + encoded(Operations.PASSWORD))
                    .expect(200)
                    .text("access_token");
            connection
                    .post(
                            "/admin/realms",
                            "{\"realm\":\"bench\",\"enabled\":true,\"sslRequired\":\"none\",\"accessTokenLifespan\":3600}",
                            admin)
                    .expect(201);
            connection
                    .post(
                            "/admin/realms/bench/clients",
                            "{\"clientId\":\"bench\",\"publicClient\":true,\"directAccessGrantsEnabled\":true}",
                            admin)
                    .expect(201);
            for (int i = 0; i < USERS; i++) {
                connection
                        .post(
                                "/admin/realms/bench/users",
                                "{\"username\":\"" + user(i) + "\",\"email\":\"" + user(i)
                                        + "@example.org\",\"firstName\":\"Ada\",\"lastName\":\"Reader\",\"enabled\":true,"
                                        + "\"emailVerified\":true,\"credentials\":[{\"type\":\"password\",\"value\":\""
                                        + Operations.PASSWORD + "\"}]}",
                                admin)
                        .expect(201);
            }
            for (int i = 0; i < sessions; i++) {
                Connection.Answer tokens = signIn(connection, i % USERS);
                accessTokens.add(tokens.text("access_token"));
                refreshTokens.add(tokens.text("refresh_token"));
            }
        }
    }

    private void awaitStart(Connection connection) {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (connection.get("/realms/master", "").status() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
        throw new IllegalStateException("Keycloak did not start; see benchmark.log in its folder");
    }

    private static String user(int number) {
        return "reader" + number % USERS;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Connection.Answer signIn(Connection connection, int user) throws IOException {
        return connection
                .postForm(
                        REALM + "/token",
                        CLIENT + "grant_type=password&username=" + user(user) + "&password="
                                + encoded(Operations.PASSWORD))
                .expect(200);
    }

    /** Reads who the caller is; the counterpart of {@link Operations#whoAmI}. */
    Load.Tasks userInfo() {
        return (number, opened) -> {
            Connection connection = new Connection(port);
            opened.accept(connection);
            return () -> {
                connection.get(REALM + "/userinfo", accessTokens.get(number)).expect(200);
                return true;
            };
        };
    }

    /** Refreshes tokens. Every thread has a session of its own. */
    Load.Tasks refresh() {
        return (number, opened) -> {
            Connection connection = new Connection(port);
            opened.accept(connection);
            return () -> {
                Connection.Answer tokens = connection
                        .postForm(
                                REALM + "/token",
                                CLIENT + "grant_type=refresh_token&refresh_token=" + refreshTokens.get(number))
                        .expect(200);
                refreshTokens.set(number, tokens.text("refresh_token"));
                return true;
            };
        };
    }

    Load.Tasks signInWithPassword() {
        return (number, opened) -> {
            Connection connection = new Connection(port);
            opened.accept(connection);
            return () -> {
                signIn(connection, next.incrementAndGet());
                return true;
            };
        };
    }

    /** Processor time in ms of its virtual machine, since that began. Its script becomes that process, or is the parent of it. */
    double cpuMillis() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(ProcessHandle::isAlive)
                .mapToDouble(one -> new ProcessUsage(one.pid()).cpuMillis())
                .max()
                .orElseThrow(() -> new IllegalStateException("Keycloak has ended"));
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
