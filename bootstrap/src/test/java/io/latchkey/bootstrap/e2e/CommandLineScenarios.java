package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.bootstrap.AdminCommand;
import io.latchkey.bootstrap.administration.Surroundings;
import io.latchkey.bootstrap.administration.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The command line of administration, which calls the server that runs. */
interface CommandLineScenarios extends AdminScenarios {
    /** What a command printed, and how it ended. */
    record Ran(int exitCode, String printed) {
        Ran expect(int code) {
            assertThat(exitCode).as(printed).isEqualTo(code);
            return this;
        }

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(printed);
            } catch (IOException none) {
                throw new UncheckedIOException(printed, none);
            }
        }
    }

    /** Somebody at a command line, with a home folder. */
    record Desk(Site site, Path home) {
        private static final Terminal NOBODY = new Typist(List.of(), Optional::empty);

        Ran run(String... arguments) {
            return run(NOBODY, arguments);
        }

        Ran run(Terminal terminal, String... arguments) {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            List<String> all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("--server", site.baseUrl()));
            int exitCode = AdminCommand.command(
                    all,
                    new PrintStream(printed, true, UTF_8),
                    new Surroundings(Map.of(), home, terminal, Duration.ofSeconds(60)));
            return new Ran(exitCode, printed.toString(UTF_8).strip());
        }

        /** Signs in by password and code. */
        Desk signedIn(Person person) {
            run(
                            new Typist(
                                    List.of(person.username(), person.password()),
                                    () -> Optional.of(site.nextCode(person.phone()))),
                            "admin",
                            "sign-in")
                    .expect(0);
            JsonNode kept = kept();
            site.secrets().keep(kept.path("accessToken").asText());
            site.secrets().keep(kept.path("refreshToken").asText());
            return this;
        }

        Path file() {
            try (Stream<Path> files = Files.list(home.resolve(".latchkey"))) {
                return files.filter(file -> file.toString().endsWith(".json"))
                        .findFirst()
                        .orElseThrow();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        ObjectNode kept() {
            try {
                return (ObjectNode) new ObjectMapper().readTree(file().toFile());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /** Makes the kept session believe something else. */
        void keep(String member, String value) {
            try {
                Files.writeString(file(), kept().put(member, value).toString());
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
    }

    /** Types lines that are known, and then what comes meanwhile. */
    final class Typist implements Terminal {
        private final List<String> lines;
        private final Supplier<Optional<String>> last;

        Typist(List<String> lines, Supplier<Optional<String>> last) {
            this.lines = new ArrayList<>(lines);
            this.last = last;
        }

        @Override
        public Optional<String> line(String prompt) {
            return lines.isEmpty() ? last.get() : Optional.of(lines.remove(0));
        }

        @Override
        public Optional<String> secret(String prompt) {
            return line(prompt);
        }
    }

    private Desk desk() {
        try {
            return new Desk(site(), TestFolder.make("desk"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Desk desk(Person person) {
        return desk().signedIn(person);
    }

    @Test
    default void the_command_line_does_the_everyday_tasks_at_the_server() {
        Desk admin = desk(administrator());
        Person ada = member();
        String id = admin.run("user", "find", ada.username(), "--json")
                .expect(0)
                .json()
                .at("/0/id")
                .asText();
        assertThat(admin.run("user", "find", ada.username(), "--status", "active")
                        .expect(0)
                        .printed())
                .contains(id, ada.email(), ada.phone(), "contacts");
        for (String who : List.of(id, ada.username(), ada.email(), ada.phone())) {
            assertThat(admin.run("user", "show", who).expect(0).printed()).contains(id, "hasPassword    true");
        }
        admin.run("user", "disable", ada.email()).expect(1);
        assertThat(admin.run("user", "disable", ada.email(), "--reason", "a test")
                        .expect(0)
                        .printed())
                .contains("status         disabled");
        signIn(visitor(), ada.username(), ada.password()).expectProblem(401, "sign-in-refused");
        admin.run("user", "enable", id, "--reason", "a test").expect(0);
        SignedIn session = signedIn(ada);
        String opened = admin.run("user", "sessions", id, "--json")
                .expect(0)
                .json()
                .at("/0/id")
                .asText();
        admin.run("user", "end-session", id, "--session", opened).expect(0);
        me(session.visitor()).expectProblem(401, "not-signed-in");
        admin.run("user", "sign-out", id).expect(0);
        admin.run("user", "unlock", ada.username(), "--reason", "a test").expect(0);
        admin.run("user", "roles", id, "--set", "user,editor", "--reason", "a test")
                .expect(0);
        admin.run("user", "claims", id, "--set", "tenant=blue", "--reason", "a test")
                .expect(0);
        JsonNode changed = admin.run("user", "change", id, "--name", "Countess", "--reason", "a test", "--json")
                .expect(0)
                .json();
        assertThat(changed.path("name").asText()).isEqualTo("Countess");
        assertThat(changed.path("roles").toString()).contains("editor");
        assertThat(changed.path("claims").path("tenant").asText()).isEqualTo("blue");
        assertThat(admin.run("user", "credentials", id, "--json").expect(0).json())
                .isEmpty();
        assertThat(admin.run("user", "revoke-credential", id, "--credential", UNKNOWN_ID, "--reason", "a test")
                        .expect(1)
                        .printed())
                .startsWith("Nothing has this id. (decision ");
        admin.run("user", "reset", id).expect(0);
        resetByLink(ada.email(), site().secrets().keep(Person.newPassword()));
        admin.run("user", "delete", id, "--reason", "a test").expect(0);
        assertThat(admin.run("user", "delete", id, "--reason", "a test")
                        .expect(1)
                        .printed())
                .startsWith("The account is being deleted already. (decision ");
        admin.run("user", "restore", id, "--reason", "a test").expect(0);
        assertThat(admin.run("user", "export", id, "--reason", "a test")
                        .expect(0)
                        .json()
                        .at("/account/0/email")
                        .asText())
                .isEqualTo(ada.email());
        admin.run("user", "erase", id, "--reason", "a test").expect(0);
        Explained.deleted(site().baseUrl());
        assertThat(admin.run("user", "show", id).expect(1).printed()).startsWith("Nothing has this id. (decision ");
        Person grace = Person.somebody();
        String invited = admin.run("user", "create", "--email", grace.email(), "--reason", "a test", "--json")
                .expect(0)
                .json()
                .path("id")
                .asText();
        admin.run("user", "invite", invited).expect(0);
        assertThat(admin.run("user", "create", "--username", "x", "--reason", "a test")
                        .expect(2)
                        .printed())
                .contains("username", "must ");
        assertThat(admin.run("user", "create", "--email", grace.email(), "--reason", "a test")
                        .expect(1)
                        .printed())
                .startsWith("The username or contact belongs to another account. (decision ");
    }

    @Test
    default void the_command_line_blocks_explains_and_oversees_at_the_server() {
        Desk admin = desk(administrator());
        String contact = Person.newEmail();
        String block = admin.run("block", "add", contact, "--for", "P3D", "--reason", "a test", "--json")
                .expect(0)
                .json()
                .path("id")
                .asText();
        assertThat(admin.run("block", "list", "--contact", contact).expect(0).printed())
                .contains(block, "***")
                .doesNotContain(contact);
        Reply refused = visitor()
                .post(API + "/otp", "purpose", "sign-in", "channel", "email", "destination", contact)
                .expectProblem(429, "blocked");
        assertThat(admin.run("explain", refused.get("decision")).expect(0).printed())
                .contains("blocked-contacts", "refused");
        assertThat(admin.run("explain", "--contact", contact, "--outcome", "refused", "--json")
                        .expect(0)
                        .json()
                        .at("/0/id")
                        .asText())
                .isEqualTo(refused.get("decision"));
        assertThat(admin.run("block", "lift", block, "--reason", "a test")
                        .expect(0)
                        .printed())
                .isEqualTo("Lifted.");
        assertThat(admin.run("suppression", "show", contact).expect(0).printed())
                .isEqualTo("No channel is closed to this contact.");
        admin.run("suppression", "lift", contact, "--reason", "a test").expect(0);
        SignedIn ada = signedIn();
        String message = admin.run("message", "list", "--contact", ada.person().email(), "--json")
                .expect(0)
                .json()
                .at("/0/id")
                .asText();
        assertThat(admin.run("message", "show", message).expect(0).printed()).contains("promised", "outcome");
        assertThat(admin.run("funnel", "show", "--by", "channel").expect(0).printed())
                .contains("requested");
        assertThat(admin.run("key", "list").expect(0).printed()).contains("signs from", "yes");
        assertThat(admin.run("config", "show").expect(0).printed()).contains("latchkey.secret");
        assertThat(admin.run("audit", "find", "--event", "administered", "--limit", "1")
                        .expect(0)
                        .printed())
                .contains("administered");
        assertThat(admin.run(
                                "audit",
                                "export",
                                "--from",
                                Instant.now().minusSeconds(600).toString())
                        .expect(0)
                        .printed()
                        .lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("{\"number\":"));
        assertThat(admin.run("audit", "verify").expect(0).printed()).startsWith("Intact: ");
        assertThat(admin.run("message", "list", "--state", "lost").expect(2).printed())
                .startsWith("state must be one of ");
        assertThat(admin.run("funnel", "show", "--window", "PT48H").expect(2).printed())
                .startsWith("window ");
        assertThat(admin.run("explain", UNKNOWN_ID).expect(1).printed()).startsWith("Nothing has this id.");
    }

    @Test
    default void the_command_line_may_do_what_the_roles_of_whoever_signed_in_may_do() {
        Desk support = desk(personWith("support"));
        String id = AdminScenarios.id(signedIn(), this);
        support.run("user", "show", id).expect(0);
        for (String call : List.of(
                "user create --email x@example.org --reason test",
                "user roles " + id + " --set admin --reason test",
                "key list",
                "config show",
                "audit export",
                "user erase " + id + " --reason test")) {
            assertThat(support.run(call.split(" ")).expect(1).printed())
                    .as(call)
                    .startsWith("The roles of your account do not allow this. (decision ");
        }
        Desk nobody = desk(withSecondFactor(member()));
        assertThat(nobody.run("user", "find").expect(1).printed())
                .startsWith("The roles of your account do not allow this. (decision ");
        assertThat(desk().run("user", "find").expect(1).printed()).startsWith("Nobody is signed in at ");
    }

    @Test
    default void the_command_line_renews_its_session_and_ends_it() throws Exception {
        Desk admin = desk(administrator());
        String first = admin.kept().path("accessToken").asText();
        admin.keep("expiresAt", "2020-01-01T00:00:00Z");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Ran>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                runs.add(threads.submit(() -> admin.run("user", "find", "--limit", "1")));
            }
            for (Future<Ran> run : runs) {
                run.get().expect(0);
            }
        } finally {
            threads.shutdownNow();
        }
        String second = site().secrets().keep(admin.kept().path("accessToken").asText());
        assertThat(second).isNotEqualTo(first);
        admin.keep("accessToken", "no.more.taken");
        admin.run("user", "find", "--limit", "1").expect(0);
        String third = site().secrets().keep(admin.kept().path("accessToken").asText());
        site().secrets().keep(admin.kept().path("refreshToken").asText());
        visitor().bearer(third).get(PEOPLE).expect(200);
        admin.run("admin", "sign-out").expect(0);
        visitor().bearer(third).get(PEOPLE).expectProblem(401, "not-signed-in");
        assertThat(admin.run("user", "find").expect(1).printed()).startsWith("Nobody is signed in at ");
    }

    @Test
    default void the_command_line_says_that_a_session_is_over_and_that_a_sign_in_is_refused() {
        Desk admin = desk(administrator());
        visitor()
                .bearer(admin.kept().path("accessToken").asText())
                .delete(API + "/sessions/current")
                .expect(204);
        assertThat(admin.run("user", "find").expect(1).printed())
                .startsWith(
                        "The server takes the access token no more; sign in again: latchkey admin sign-in --server ");
        Person ada = withSecondFactor(member());
        Terminal wrongPassword = new Typist(List.of(ada.username(), "not the password"), Optional::empty);
        assertThat(desk().run(wrongPassword, "admin", "sign-in").expect(1).printed())
                .contains("The login or password is wrong.", "(decision ");
        Terminal wrongCode = new Typist(
                List.of(ada.username(), ada.password()),
                () -> Optional.of(Scenarios.wrong(site().nextCode(ada.phone()))));
        assertThat(desk().run(wrongCode, "admin", "sign-in").expect(1).printed())
                .contains("(decision ");
    }

    @Test
    @Order(ClockScenarios.AT_THE_END)
    default void the_command_line_asks_for_another_sign_in_before_what_is_dangerous() {
        Desk admin = desk(administrator());
        String id = AdminScenarios.id(signedIn(), this);
        pass(Duration.ofMinutes(11));
        assertThat(admin.run("user", "disable", id, "--reason", "a test")
                        .expect(1)
                        .printed())
                .startsWith("This needs a sign-in of the last minutes; sign in again: latchkey admin sign-in --server "
                        + site().baseUrl() + " (decision ");
        admin.run("user", "show", id).expect(0);
        admin.signedIn(administrator());
        admin.run("user", "disable", id, "--reason", "a test").expect(0);
    }
}
