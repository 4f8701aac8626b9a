package io.latchkey.bootstrap.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.rest.admin.AdminRequest;
import io.latchkey.bootstrap.AdminCommand;
import io.latchkey.bootstrap.StubServer;
import io.latchkey.bootstrap.administration.Surroundings;
import io.latchkey.bootstrap.administration.Terminal;
import io.latchkey.domain.admin.AdminDeed;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each command of the jar works on a server that runs, or says that it does not. */
class RemoteCommandsTest {
    private static final String ID = "00000000-0000-0ada-0000-000000000001";
    private static final String ANY = "{\"id\":\"" + ID + "\",\"owner\":{\"id\":\"" + ID
            + "\"},\"credential\":{},\"intact\":true,\"users\":[{\"id\":\"" + ID + "\"}],\"next\":null}";

    /** What a command needs beside its name. */
    private static final Map<String, String> ARGUMENTS = Map.ofEntries(
            Map.entry("user find", ""),
            Map.entry("user create", "--email ada@example.org"),
            Map.entry("user roles", ID + " --set user"),
            Map.entry("user claims", ID + " --set a=b"),
            Map.entry("user end-session", ID + " --session " + ID),
            Map.entry("user revoke-credential", ID + " --credential " + ID),
            Map.entry("app list", ""),
            Map.entry("block list", ""),
            Map.entry("block add", "ada@example.org --for P1D"),
            Map.entry("audit find", ""),
            Map.entry("audit export", ""),
            Map.entry("audit verify", ""),
            Map.entry("message list", ""),
            Map.entry("funnel show", ""),
            Map.entry("key list", ""),
            Map.entry("key rotate", ""),
            Map.entry("config show", ""),
            Map.entry("admin sign-in", "--login ada"),
            Map.entry("admin sign-out", ""),
            Map.entry("suppression show", "ada@example.org"),
            Map.entry("suppression lift", "ada@example.org"));

    /** Commands that make no sense from afar: their input or output is on the machine. */
    private static final Set<String> OF_THIS_MACHINE =
            Set.of("admin bootstrap", "config check", "provider check", "provider list", "template check");

    @TempDir
    private Path home;

    @Test
    void every_command_calls_the_api_or_is_of_this_machine_and_every_deed_has_a_command() {
        Set<String> routes = new TreeSet<>();
        Set<String> local = new TreeSet<>();
        for (CheckCommand command : CheckCommand.values()) {
            for (String verb : command.verbs().isEmpty() ? List.of("") : command.verbs()) {
                String name = (command.subject() + ' ' + verb).strip();
                if (command.worksRemotely()) {
                    routes.addAll(asked(name));
                } else {
                    local.add(name);
                }
            }
        }
        routes.addAll(asked("explain --contact ada@example.org"));
        assertThat(local).isEqualTo(OF_THIS_MACHINE);
        Set<String> deeds = Arrays.stream(AdminDeed.values())
                .map(deed -> AdminRequest.route(deed)
                        .replaceFirst(" ", " /api/v1/admin")
                        .replaceAll("\\{[a-z]+}", ID))
                .collect(Collectors.toSet());
        assertThat(routes).containsAll(deeds);
        routes.removeAll(deeds);
        assertThat(routes).containsExactlyInAnyOrder("POST /api/v1/sessions", "DELETE /api/v1/sessions/current");
    }

    /** What a server is asked for by a command. */
    private Set<String> asked(String name) {
        try (StubServer server = new StubServer()) {
            server.on(
                    "*",
                    asked -> new StubServer.Told(
                            200,
                            asked.path().endsWith("export") && asked.method().equals("GET")
                                    ? "application/x-ndjson"
                                    : "application/json",
                            asked.path().startsWith("/api/v1/sessions")
                                    ? "{\"accessToken\":\"a.b.c\",\"refreshToken\":\"r\",\"expiresIn\":600}"
                                    : ANY,
                            Map.of("ETag", "\"1\"")));
            if (name.equals("admin sign-out")) {
                run(server, "admin sign-in", "--login ada");
            }
            run(server, name, ARGUMENTS.getOrDefault(name, name.contains("--") ? "" : ID));
            assertThat(server.asked()).as(name).isNotEmpty();
            return server.asked().stream().map(StubServer.Asked::route).collect(Collectors.toSet());
        }
    }

    private void run(StubServer server, String name, String arguments) {
        List<String> all =
                new ArrayList<>(List.of((name + ' ' + arguments).strip().split(" +")));
        all.addAll(List.of("--server", server.url()));
        if (!name.startsWith("admin ")) {
            all.addAll(List.of("--reason", "a test"));
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int exitCode = AdminCommand.command(
                all,
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new Surroundings(
                        name.startsWith("admin ") ? Map.of() : Map.of("LATCHKEY_TOKEN", "a.b.c"),
                        home,
                        new Terminal.OfLines(new BufferedReader(new StringReader("a password\n"))),
                        Duration.ofSeconds(20)));
        assertThat(exitCode)
                .as(name + ": " + printed.toString(StandardCharsets.UTF_8))
                .isZero();
    }
}
