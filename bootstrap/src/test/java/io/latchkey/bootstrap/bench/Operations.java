package io.latchkey.bootstrap.bench;

import io.latchkey.adapters.platform.crypto.HmacSecretKeys;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.application.otp.service.OtpCodes;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.ContactKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The operations that are measured. Codes are derived with the product's own classes, so that reading them costs the
 * server nothing.
 */
final class Operations {
    static final String PASSWORD = "four unrelated little words";

    /** Few accounts are enough, because a password sign-in takes a processor tens of milliseconds. */
    private static final int ACCOUNTS_WITH_PASSWORD = 8;

    static final int ACCOUNTS = 256;

    private final int port;
    private final MasterSecrets secrets;
    private final OtpCodes codes;
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<String> challenges = new ConcurrentLinkedQueue<>();
    private final List<String> accessTokens = new ArrayList<>();
    private final List<String> refreshTokens = new ArrayList<>();

    Operations(int port, String secret) {
        this.port = port;
        this.secrets = new MasterSecrets(secret, List.of());
        OtpPolicy policy = new OtpPolicy(
                CodeFormat.digits(6),
                Duration.ofMinutes(10),
                5,
                4,
                Duration.ZERO,
                0,
                Duration.ofHours(1),
                ResendPolicy.REUSE);
        this.codes = new OtpCodes(
                new HmacSecretKeys(secrets),
                new OtpPolicies(Map.of(
                        new OtpPolicies.Key("sign-in", ContactKind.EMAIL), policy,
                        new OtpPolicies.Key("verify-contact", ContactKind.EMAIL), policy,
                        new OtpPolicies.Key("verify-contact", ContactKind.PHONE), policy)));
    }

    /**
     * Makes the accounts, opens the sessions and keeps their tokens.
     *
     * @param sessions number of sessions
     */
    void prepare(int sessions) throws IOException {
        try (Connection connection = new Connection(port)) {
            for (int i = 0; i < ACCOUNTS; i++) {
                String password = i < ACCOUNTS_WITH_PASSWORD ? ",\"password\":\"" + PASSWORD + '"' : "";
                String id = connection
                        .post("/api/v1/users", "{\"email\":\"" + email(i) + '"' + password + '}')
                        .expect(202)
                        .text("id");
                verify(connection, id, ContactKind.EMAIL);
            }
            for (int i = 0; i < sessions; i++) {
                String id = request(connection, "sign-in", email(i % ACCOUNTS));
                Connection.Answer tokens = open(connection, id);
                accessTokens.add(tokens.text("accessToken"));
                refreshTokens.add(tokens.text("refreshToken"));
            }
        }
    }

    /**
     * Opens a session of one account, by as few calls as that takes.
     *
     * @return its access token
     */
    String openFirst() throws IOException {
        try (Connection connection = new Connection(port)) {
            String first = "first@example.org";
            String id = connection
                    .post("/api/v1/users", "{\"email\":\"" + first + "\"}")
                    .expect(202)
                    .text("id");
            verify(connection, id, ContactKind.EMAIL);
            return open(connection, request(connection, "sign-in", first)).text("accessToken");
        }
    }

    /** Reads the account of a token. */
    Load.Tasks whoAmI(String token) {
        return on(connection -> {
            connection.get("/api/v1/users/me", token).expect(200);
            return true;
        });
    }

    /** Makes accounts that have a verified e-mail address, a verified phone number and a password. */
    void prepareReachable(int accounts) throws IOException {
        try (Connection connection = new Connection(port)) {
            for (int i = 0; i < accounts; i++) {
                Connection.Answer pending = connection
                        .post(
                                "/api/v1/users",
                                "{\"email\":\"" + email(i) + "\",\"phone\":\"" + phone(i) + "\",\"password\":\""
                                        + PASSWORD + "\"}")
                        .expect(202);
                verify(connection, pending.text("id", 0), ContactKind.EMAIL);
                verify(connection, pending.text("id", 1), ContactKind.PHONE);
            }
        }
    }

    private void verify(Connection connection, String challenge, ContactKind kind) throws IOException {
        String code = code(challenge, OtpPurpose.VERIFY_CONTACT, kind);
        connection
                .post("/api/v1/otp/" + challenge + "/verify", "{\"code\":\"" + code + "\"}")
                .expect(200);
    }

    Load.Tasks keys() {
        return on(connection -> {
            connection.get("/.well-known/jwks.json", "").expect(200);
            return true;
        });
    }

    Load.Tasks whoAmI() {
        return (number, opened) -> {
            Connection connection = new Connection(port);
            opened.accept(connection);
            String token = accessTokens.get(number % accessTokens.size());
            return () -> {
                connection.get("/api/v1/users/me", token).expect(200);
                return true;
            };
        };
    }

    /** Requests codes, and keeps the challenges for {@link #verifyIntoSession}. */
    Load.Tasks requestCode() {
        return on(
                connection -> challenges.add(request(connection, "sign-in", email(next.incrementAndGet() % ACCOUNTS))));
    }

    Load.Tasks requestCustomCode() {
        return on(connection -> {
            request(connection, "custom:bench", "stranger" + next.incrementAndGet() + "@example.org");
            return true;
        });
    }

    /** Signs in with the kept challenges. Ends when they are used up. */
    Load.Tasks verifyIntoSession() {
        return on(connection -> {
            String id = challenges.poll();
            if (id == null) {
                return false;
            }
            open(connection, id);
            return true;
        });
    }

    void forgetChallenges() {
        challenges.clear();
    }

    /** Refreshes tokens. Every thread has a session of its own. */
    Load.Tasks refresh() {
        return (number, opened) -> {
            Connection connection = new Connection(port);
            opened.accept(connection);
            return () -> {
                Connection.Answer tokens = connection
                        .post("/api/v1/sessions/refresh", "{\"refreshToken\":\"" + refreshTokens.get(number) + "\"}")
                        .expect(200);
                refreshTokens.set(number, tokens.text("refreshToken"));
                return true;
            };
        };
    }

    /**
     * Signs in with a password. While all places for hashing are taken it asks again, and the wait counts as part of
     * the call.
     */
    Load.Tasks signInWithPassword() {
        return on(connection -> {
            String login = email(next.incrementAndGet() % ACCOUNTS_WITH_PASSWORD);
            String body = "{\"login\":\"" + login + "\",\"password\":\"" + PASSWORD + "\"}";
            Connection.Answer answer = connection.post("/api/v1/sessions", body);
            while (answer.status() == 503) {
                answer = connection.post("/api/v1/sessions", body);
            }
            answer.expect(200);
            return true;
        });
    }

    private interface Call {
        boolean run(Connection connection) throws IOException;
    }

    private Load.Tasks on(Call call) {
        return (number, opened) -> {
            Connection connection = new Connection(port);
            opened.accept(connection);
            return () -> call.run(connection);
        };
    }

    private static String request(Connection connection, String purpose, String destination) throws IOException {
        return connection
                .post("/api/v1/otp", "{\"purpose\":\"" + purpose + "\",\"destination\":\"" + destination + "\"}")
                .expect(202)
                .text("id");
    }

    private Connection.Answer open(Connection connection, String id) throws IOException {
        String code = code(id, OtpPurpose.SIGN_IN, ContactKind.EMAIL);
        return connection
                .post("/api/v1/sessions", "{\"otpId\":\"" + id + "\",\"code\":\"" + code + "\"}")
                .expect(200);
    }

    private String code(String challenge, OtpPurpose purpose, ContactKind kind) {
        CodeReference reference =
                new CodeReference(new OtpChallengeId(UUID.fromString(challenge)), purpose, 0, secrets.currentId());
        return codes.derive(reference, kind).value();
    }

    static String email(int account) {
        return "reader" + account + "@example.org";
    }

    static String phone(int account) {
        return String.format(Locale.ROOT, "+49151%08d", 20_000_000 + account);
    }
}
