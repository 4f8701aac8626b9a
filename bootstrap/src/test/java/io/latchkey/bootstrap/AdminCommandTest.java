package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.crypto.DigestKey;
import io.latchkey.adapters.platform.crypto.HmacDigester;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.service.AuditSubjects;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.delivery.SuppressionCause;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of administration over a database that a server has left. */
class AdminCommandTest {
    private static final User USER = Fixtures.anyUser();
    private static final String SECRET = "a secret of the test, long enough to be one";
    private static final HmacDigester DIGESTER =
            new HmacDigester(DigestKey.first(new MasterSecrets(SECRET, List.of())));

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void leaveADatabase() throws IOException {
        Files.writeString(
                folder.resolve("site.properties"), "latchkey.secret=" + SECRET + "\nlatchkey.default-region=DE\n");
        try (LatchkeyDatabase database = open()) {
            database.unitOfWork().execute(() -> {
                database.users().insert(USER);
                return true;
            });
        }
    }

    private LatchkeyDatabase open() {
        return LatchkeyDatabase.open(DatabaseSettings.h2(folder.resolve("latchkey")));
    }

    private int run(String... arguments) {
        printed.reset();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--data-dir",
                folder.toString(),
                "--config",
                folder.resolve("site.properties").toString()));
        return AdminCommand.command(all, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(printed());
    }

    private User stored() {
        try (LatchkeyDatabase database = open()) {
            return database.unitOfWork()
                    .read(() -> database.users().find(USER.id()))
                    .orElseThrow();
        }
    }

    @Test
    void prints_a_token_for_the_first_administrator_while_there_is_none() {
        assertThat(run("admin", "bootstrap")).isZero();
        assertThat(printed()).startsWith("lka_").contains("60 minutes");
        assertThat(run("user", "roles", "ada", "--set", "admin", "--reason", "the first one"))
                .isZero();
        assertThat(run("admin", "bootstrap")).isEqualTo(1);
        assertThat(printed()).contains("There is an administrator already");
    }

    @Test
    void tells_of_an_argument_that_it_cannot_read() {
        for (String call : List.of(
                "user find --limit 0",
                "user find --limit -1",
                "user find --limit many",
                "user find --status gone",
                "user create --email nowhere",
                "block add",
                "block add +4915 --kind prefix --reason spam",
                "block add +4915 --kind prefix --for never --reason spam",
                "block add +4915 --kind prefix --for PT2562047788015215H --reason spam",
                "block add +4915 --kind prefix --until +999999999-12-31T23:59:59Z --reason spam",
                "audit find --from +999999999-12-31T23:59:59Z",
                "message list --before -999999999-01-01T00:00:00Z",
                "message list --from tomorrow",
                "block add nowhere --for P1D --reason spam",
                "block add 192.0.2.0/33 --kind network --for P1D --reason spam",
                "block list --kind person",
                "block lift it --reason spam",
                "message list --from yesterday",
                "message show",
                "funnel show --window PT48H",
                "user end-session ada",
                "audit find --limit 0",
                "audit export --from yesterday",
                "audit export --before 2026-01-01",
                "audit export --person ada")) {
            assertThat(run(call.split(" "))).as(call).isEqualTo(2);
            assertThat(printed()).as(call).isNotEmpty();
        }
    }

    private static Decision decision(int number, Optional<UUID> user, Optional<UUID> subject) {
        return new Decision(
                new UUID(1, number),
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number),
                new Decision.Call("send code", "POST /api/v1/otp", "native", "192.0.2.1"),
                new Decision.Answer(Decision.Outcome.REFUSED, 429, "quota-exceeded", "code-per-destination"),
                new Decision.Whom(user, subject, Optional.empty()),
                List.of(
                        Finding.passed("blocked-contacts"),
                        Finding.refused("code-per-destination").counted(6, 5).within(Duration.ofHours(1))));
    }

    @Test
    void explains_one_decision_and_lists_those_about_a_contact_or_an_account() throws IOException {
        UUID contact = UUID.fromString(new AuditSubjects(DIGESTER).of(new EmailAddress("ada@example.org")));
        try (LatchkeyDatabase database = open()) {
            database.administration().auditUnitOfWork().execute(() -> {
                database.administration()
                        .decisions()
                        .insert(List.of(
                                decision(1, Optional.empty(), Optional.of(contact)),
                                decision(2, Optional.of(USER.id().value()), Optional.empty())));
                return true;
            });
        }
        assertThat(run("explain", new UUID(1, 1).toString())).isZero();
        assertThat(printed())
                .contains("code-per-destination", "blocked-contacts", "refused", "PT1H", "quota-exceeded")
                .doesNotContain("ada@example.org");
        assertThat(run("explain", new UUID(1, 1).toString(), "--json")).isZero();
        assertThat(json().path("winner").asText()).isEqualTo("code-per-destination");
        assertThat(json().at("/rules/1/seen").asInt()).isEqualTo(6);
        assertThat(run("explain", "--contact", "Ada@example.org", "--json")).isZero();
        assertThat(json()).hasSize(1);
        assertThat(json().at("/0/id").asText()).isEqualTo(new UUID(1, 1).toString());
        assertThat(run("explain", "--person", USER.id().toString(), "--outcome", "refused", "--json"))
                .isZero();
        assertThat(json().at("/0/id").asText()).isEqualTo(new UUID(1, 2).toString());
        assertThat(run("explain", new UUID(1, 9).toString())).isEqualTo(1);
        assertThat(run("explain")).isEqualTo(2);
        assertThat(run("explain", "that")).isEqualTo(2);
    }

    @Test
    void shows_and_lifts_what_is_closed_to_a_contact() {
        assertThat(run("suppression", "show", "ada@example.org")).isZero();
        assertThat(printed()).isEqualTo("No channel is closed to this contact.");
        UUID contact = DIGESTER.keyed("suppression of contact\nsms:+4915112345678");
        try (LatchkeyDatabase database = open()) {
            database.unitOfWork().execute(() -> {
                database.suppressions()
                        .save(new Suppression(
                                contact,
                                Channel.SMS,
                                SuppressionCause.OPTED_OUT,
                                "acme",
                                "opted-out (21610)",
                                Fixtures.NOW));
                return true;
            });
        }
        assertThat(run("suppression", "show", "0151 12345678")).isZero();
        assertThat(printed()).contains("Closed: sms, opted-out, by acme since", "opted-out (21610)");
        assertThat(run("suppression", "lift", "+4915112345678")).isEqualTo(1);
        assertThat(printed()).isEqualTo("This needs --reason.");
        assertThat(run("suppression", "lift", "+4915112345678", "--reason", "asked for it"))
                .isZero();
        assertThat(printed()).startsWith("Lifted: sms, opted-out, by acme");
        assertThat(run("suppression", "show", "+4915112345678")).isZero();
        assertThat(printed()).isEqualTo("No channel is closed to this contact.");
        assertThat(run("suppression", "show")).isEqualTo(2);
        assertThat(run("suppression", "show", "nobody")).isEqualTo(2);
    }

    @Test
    void finds_people_as_a_table_and_as_json() throws IOException {
        assertThat(run("user", "find", "ad")).isZero();
        assertThat(printed().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains(USER.id().toString(), "active", "user");
        assertThat(run("user", "find", "--status", "active", "--json")).isZero();
        assertThat(json()).hasSize(1);
        assertThat(json().get(0).path("email").asText()).isEqualTo(USER.email().value());
        assertThat(run("user", "find", "nobody", "--json")).isZero();
        assertThat(json()).isEmpty();
    }

    @Test
    void shows_one_person_by_id_or_by_any_spelling_of_a_login() throws IOException {
        for (String who : List.of(USER.id().toString(), "ADA", "0151 12345678")) {
            assertThat(run("user", "show", who, "--json")).as(who).isZero();
            assertThat(json().path("id").asText()).isEqualTo(USER.id().toString());
        }
        assertThat(run("user", "show", "nobody@example.org")).isEqualTo(1);
        assertThat(printed()).isEqualTo("No account has this login.");
    }

    @Test
    void disables_enables_deletes_and_restores() {
        assertThat(run("user", "disable", "ada")).isEqualTo(1);
        assertThat(printed()).isEqualTo("This needs --reason.");
        assertThat(run("user", "disable", "ada", "--reason=spam")).isZero();
        assertThat(stored().status()).isEqualTo(UserStatus.DISABLED);
        assertThat(run("user", "enable", "ada", "--reason", "no spam")).isZero();
        assertThat(stored().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(run("user", "delete", "ada", "--reason", "asked for it")).isZero();
        assertThat(printed()).contains("deleting");
        assertThat(run("user", "restore", "ada", "--reason", "asked again")).isZero();
        assertThat(stored().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(run("user", "restore", "ada", "--reason", "once more")).isEqualTo(1);
        assertThat(printed()).isEqualTo("The account is not being deleted.");
    }

    @Test
    void sets_roles_and_claims_signs_out_and_starts_a_reset() {
        assertThat(run("user", "roles", "ada", "--set", "editor,author", "--reason", "new job"))
                .isZero();
        assertThat(run("user", "claims", "ada", "--set", "tenant=blue", "--reason", "moved"))
                .isZero();
        assertThat(stored().roles()).containsExactlyInAnyOrder("user", "editor", "author");
        assertThat(stored().claims().values()).containsEntry("tenant", "blue");
        assertThat(run("user", "sign-out", "ada")).isZero();
        assertThat(run("user", "reset", "ada")).isZero();
        try (LatchkeyDatabase database = open()) {
            assertThat(database.unitOfWork()
                            .read(() -> database.administration().personalData().read(USER, List.of()))
                            .subjects()
                            .get("messages"))
                    .extracting(message -> message.get("kind"))
                    .containsExactlyInAnyOrder("CODE", "RECOVERY_STARTED");
        }
    }

    @Test
    void creates_exports_and_erases() throws IOException {
        assertThat(run("user", "create", "--email", "grace@example.org", "--reason", "new", "--json"))
                .isZero();
        String id = json().path("id").asText();
        assertThat(run("user", "export", id, "--reason", "asked for it")).isZero();
        assertThat(json().path("account").get(0).path("email").asText()).isEqualTo("grace@example.org");
        assertThat(run("user", "erase", id, "--reason", "asked for it")).isZero();
        assertThat(run("user", "show", id)).isEqualTo(1);
        assertThat(run("user", "create", "--username", "grace", "--reason", "new"))
                .isEqualTo(2);
        assertThat(printed()).isEqualTo("email is required where there is no phone");
    }

    @Test
    void is_not_done_when_its_answer_cannot_be_written() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no space left");
            }
        };
        for (List<String> command :
                List.of(List.of("user", "export", "ada", "--reason", "asked for it"), List.of("audit", "export"))) {
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of("--data-dir", folder.toString(), "--config", folder + "/site.properties"));
            assertThat(AdminCommand.command(whole, new PrintStream(full, false, StandardCharsets.UTF_8)))
                    .as(command.get(0))
                    .isEqualTo(1);
        }
    }

    @Test
    void keeps_what_it_did_in_the_audit_store_and_looks_whether_that_was_altered() throws Exception {
        assertThat(run("user", "disable", "ada", "--reason", "spam")).isZero();
        assertThat(run("audit", "verify")).isZero();
        assertThat(printed()).startsWith("Intact: ");
        Path log = folder.resolve("server.log");
        Files.writeString(log, "nothing of it");
        assertThat(run("audit", "verify", "--checkpoint", log.toString())).isEqualTo(2);
        Files.writeString(log, "INFO: {\"checkpoint\":\"audit-checkpoint:9:1767225600000:9f86:kT3x\"}\n");
        assertThat(run("audit", "verify", "--checkpoint", log.toString())).isEqualTo(1);
        assertThat(printed()).isEqualTo("Entry 9 is unsigned.");
        assertThat(run(
                        "audit",
                        "export",
                        "--event",
                        "administered",
                        "--person",
                        USER.id().toString()))
                .isZero();
        JsonNode line =
                new ObjectMapper().readTree(printed().lines().findFirst().orElseThrow());
        assertThat(line.path("actor").asText()).isEqualTo("command line");
        assertThat(line.path("person").asText()).isEqualTo(USER.id().toString());
        assertThat(line.path("details").path("deed").asText()).isEqualTo("disable-user");
        assertThat(line.path("details").path("note").asText()).isEqualTo("spam");
        assertThat(line.path("details").path("app").asText()).isEqualTo("command line");
        DatabaseSettings settings = DatabaseSettings.h2(folder.resolve("latchkey"));
        try (Connection connection =
                DriverManager.getConnection(settings.url(), settings.user(), settings.password())) {
            connection.createStatement().executeUpdate("UPDATE audit_entry SET details = '' WHERE number = 1");
        }
        assertThat(run("audit", "verify")).isEqualTo(1);
        assertThat(printed()).isEqualTo("Entry 1 is altered.");
    }

    @Test
    void blocks_lists_and_lifts() throws IOException {
        assertThat(run("block", "add", "0151 12345678", "--for", "P30D", "--reason", "spam", "--json"))
                .isZero();
        String id = json().path("id").asText();
        assertThat(json().path("target").asText()).isEqualTo("+49*********78");
        assertThat(json().path("madeBy").asText()).isEqualTo("command line");
        assertThat(run(
                        "block",
                        "add",
                        "192.0.2.0/24",
                        "--kind",
                        "network",
                        "--effect",
                        "allow",
                        "--until",
                        "2034-01-31T00:00:00Z",
                        "--reason",
                        "our office"))
                .isZero();
        assertThat(printed().lines()).hasSize(2).last().asString().contains("allow", "192.0.2.0/24", "our office");
        assertThat(run("block", "list")).isZero();
        assertThat(printed().lines()).hasSize(3);
        assertThat(run("block", "list", "--contact", "+4915112345678", "--json"))
                .isZero();
        assertThat(json()).hasSize(1);
        assertThat(json().get(0).path("id").asText()).isEqualTo(id);
        assertThat(run("block", "list", "--address", "192.0.2.9", "--effect", "allow", "--json"))
                .isZero();
        assertThat(json()).hasSize(1);
        assertThat(run("block", "lift", id)).isEqualTo(1);
        assertThat(printed()).isEqualTo("This needs --reason.");
        assertThat(run("block", "lift", id, "--reason", "no spam")).isZero();
        assertThat(run("block", "lift", id, "--reason", "once more")).isEqualTo(1);
        assertThat(printed()).isEqualTo("Nothing has this id.");
        assertThat(run("block", "list", "--kind", "contact", "--json")).isZero();
        assertThat(json()).isEmpty();
    }

    @Test
    void changes_a_contact_with_notice() {
        assertThat(run("user", "change", "ada", "--email", "ada.king@example.org", "--name", "", "--reason", "married"))
                .isZero();
        assertThat(stored().email()).isEqualTo(new EmailAddress("ada.king@example.org"));
        assertThat(stored().emailVerified()).isTrue();
        assertThat(stored().name()).isNull();
        assertThat(run("message", "list", "--contact", USER.email().value())).isZero();
        assertThat(printed().lines()).as("the notice to the old address").hasSize(2);
    }

    @Test
    void shows_and_ends_sessions_and_credentials() throws IOException {
        Session session = Session.open(
                new SessionId(UUID.randomUUID()),
                USER.id(),
                List.of("pwd"),
                new Session.Origin("native", "Firefox", "192.0.2.7"),
                Fixtures.sessionPolicy(),
                Clocks.WALL.instant());
        ApiCredential credential = Fixtures.anyCredential(USER);
        try (LatchkeyDatabase database = open()) {
            database.unitOfWork().execute(() -> {
                database.sessions().insert(session);
                database.apiCredentials().insert(credential);
                return true;
            });
        }
        assertThat(run("user", "sessions", "ada", "--json")).isZero();
        assertThat(json().get(0).path("device").asText()).isEqualTo("Firefox");
        assertThat(run("user", "end-session", "ada", "--session", session.id().toString()))
                .isZero();
        assertThat(run("user", "end-session", "ada", "--session", session.id().toString()))
                .isEqualTo(1);
        assertThat(run("user", "sessions", "ada", "--json")).isZero();
        assertThat(json()).isEmpty();
        assertThat(run("user", "credentials", "ada")).isZero();
        assertThat(printed()).contains(credential.key(), credential.name()).doesNotContain("0".repeat(64));
        assertThat(run(
                        "user",
                        "revoke-credential",
                        "ada",
                        "--credential",
                        credential.id().toString(),
                        "--reason",
                        "lost"))
                .isZero();
        assertThat(run("user", "credentials", "ada", "--json")).isZero();
        assertThat(json()).isEmpty();
    }

    @Test
    void lists_shows_and_revokes_applications() throws IOException {
        ApiCredential credential = Fixtures.anyCredential(USER);
        String id = credential.id().toString();
        try (LatchkeyDatabase database = open()) {
            database.unitOfWork().execute(() -> {
                database.apiCredentials().insert(credential);
                return true;
            });
        }
        assertThat(run("app", "list")).isZero();
        assertThat(printed().lines()).hasSize(2);
        assertThat(printed())
                .contains(id, credential.key(), credential.name(), "live", "Ada", "active")
                .doesNotContain("0".repeat(64));
        assertThat(run(
                        "app",
                        "list",
                        "--key",
                        credential.key(),
                        "--person",
                        USER.id().toString(),
                        "--json"))
                .isZero();
        assertThat(json().at("/0/owner/id").asText()).isEqualTo(USER.id().toString());
        assertThat(run("app", "list", "--unused-since", "2000-01-01T00:00:00Z", "--json"))
                .isZero();
        assertThat(json()).isEmpty();
        assertThat(run("app", "list", "--state", "expired", "--json")).isZero();
        assertThat(json()).isEmpty();
        assertThat(run("app", "list", "--state", "lost")).isEqualTo(2);
        assertThat(printed()).isEqualTo("state must be one of live, expired");
        assertThat(run("app", "show", id)).isZero();
        assertThat(printed()).contains(credential.key(), "login=Ada").doesNotContain("0".repeat(64));
        assertThat(run("app", "revoke", id)).as("without a reason").isNotZero();
        assertThat(run("app", "revoke", id, "--reason", "lost laptop")).isZero();
        assertThat(printed()).isEqualTo("Revoked.");
        assertThat(run("app", "show", id)).isEqualTo(1);
        assertThat(run("app", "list", "--json")).isZero();
        assertThat(json()).isEmpty();
    }

    @Test
    void shows_messages_and_the_funnel() throws IOException {
        assertThat(run("user", "reset", "ada")).isZero();
        assertThat(run(
                        "message",
                        "list",
                        "--state",
                        "queued",
                        "--contact",
                        USER.email().value(),
                        "--json"))
                .isZero();
        assertThat(json()).hasSize(1);
        assertThat(json().get(0).path("contact").asText())
                .isEqualTo(USER.email().value());
        String id = json().get(0).path("id").asText();
        assertThat(run("message", "show", id, "--json")).isZero();
        assertThat(json().path("message").path("purpose").asText()).isEqualTo("reset-password");
        assertThat(json().path("calls")).isEmpty();
        assertThat(run("message", "show", UUID.randomUUID().toString())).isEqualTo(1);
        assertThat(run("message", "list", "--state", "lost")).isEqualTo(2);
        assertThat(run("funnel", "show", "--window", "PT1H", "--by", "provider", "--json"))
                .isZero();
        assertThat(json().path("rows")).isEmpty();
        assertThat(run("funnel", "show")).isZero();
        assertThat(printed()).startsWith("provider");
    }

    @Test
    void tells_that_a_server_has_the_database_open() throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve("latchkey.mv.db"), StandardOpenOption.WRITE);
                FileLock held = file.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(run("user", "find")).isEqualTo(1);
        }
        assertThat(printed())
                .contains("another process has the file open")
                .endsWith("or call the server that runs: --server URL")
                .doesNotContain("90020");
    }

    @Test
    void lists_and_rotates_keys() throws IOException {
        assertThat(run("key", "list", "--json")).isZero();
        assertThat(json().path("keys")).hasSize(1);
        String first = json().path("keys").get(0).path("id").asText();
        assertThat(run("key", "rotate")).isEqualTo(1);
        assertThat(run("key", "rotate", "--reason", "yearly", "--json")).isZero();
        assertThat(json().path("keys")).hasSize(2);
        assertThat(json().path("keys").get(0).path("id").asText()).isEqualTo(first);
        assertThat(json().path("keys").get(0).path("signs").asBoolean()).isTrue();
        assertThat(json().path("keys").get(1).path("signs").asBoolean()).isFalse();
        assertThat(run("key", "rotate", "--reason", "once more", "--json")).isZero();
        assertThat(json().path("keys")).hasSize(2);
    }

    @Test
    void shows_the_configuration_in_force_without_secrets() throws IOException {
        Files.writeString(folder.resolve("site.properties"), """
                latchkey.default-region=DE
                latchkey.operator.tokens=a secret of the operator, long enough
                latchkey.admin.second-factor=false
                """);
        assertThat(run("config", "show", "--json")).isZero();
        assertThat(printed()).doesNotContain("a secret of the operator");
        JsonNode settings = json().path("settings");
        Map<String, JsonNode> byKey = new HashMap<>();
        settings.forEach(entry -> byKey.put(entry.path("key").asText(), entry));
        assertThat(byKey.get("latchkey.default-region").path("value").asText()).isEqualTo("DE");
        assertThat(byKey.get("latchkey.operator.tokens").path("value").isNull()).isTrue();
        assertThat(byKey.get("latchkey.operator.tokens").path("changed").asBoolean())
                .isTrue();
        assertThat(byKey.get("latchkey.admin.second-factor").path("value").asText())
                .isEqualTo("false");
        assertThat(json().path("lowered")).isNotEmpty();
        assertThat(run("config", "show")).isZero();
        assertThat(printed()).contains("(not shown)", "protects less");
    }

    @Test
    void finds_audit_entries_by_what_they_are_about() throws IOException {
        assertThat(run("user", "disable", "ada", "--reason", "spam")).isZero();
        assertThat(run("user", "enable", "ada", "--reason", "no spam")).isZero();
        String ada = USER.id().toString();
        assertThat(run("audit", "find", "--event", "administered", "--person", ada, "--limit", "1", "--json"))
                .isZero();
        assertThat(json()).hasSize(1);
        assertThat(json().get(0).path("details").path("deed").asText()).isEqualTo("enable-user");
        assertThat(run("audit", "find", "--event", "administered", "--person", ada))
                .isZero();
        assertThat(printed()).contains("deed=disable-user", "note=spam");
        assertThat(run("audit", "find", "--before", "2020-01-01T00:00:00Z", "--json"))
                .isZero();
        assertThat(json()).isEmpty();
    }

    @Test
    void makes_no_database_in_a_wrong_folder(@TempDir Path empty) {
        assertThat(AdminCommand.command(
                        List.of("user", "find", "--data-dir", empty.toString()),
                        new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .isEqualTo(1);
        assertThat(printed()).contains("there is no database in");
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void tells_what_is_wrong_with_a_call() {
        assertThat(run("user", "show")).isEqualTo(2);
        assertThat(run("user", "show", "ada", "--colour", "red")).isEqualTo(2);
        assertThat(printed()).isEqualTo("Unknown option --colour; --help lists the options.");
    }
}
