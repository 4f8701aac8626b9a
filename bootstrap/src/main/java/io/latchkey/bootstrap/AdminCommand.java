package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseStartException;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import io.latchkey.application.UseCases;
import io.latchkey.bootstrap.administration.Administration;
import io.latchkey.bootstrap.administration.NotDoneException;
import io.latchkey.bootstrap.administration.RemoteCommand;
import io.latchkey.bootstrap.administration.Surroundings;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.subject.DatabaseKeys;
import io.latchkey.bootstrap.settings.subject.RequestKeys;
import io.latchkey.domain.shared.InvalidValueException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The commands of administration. They read the same settings as the server, open the same database and do the same deeds, without a
 * server and without its threads: a message that a command promises is sent by a server that shares the database, or by the next
 * start. A file database must not be in use. With {@code --server} they call a server that runs, by its API of administration, and need
 * neither settings nor database.
 */
public final class AdminCommand {
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int WRONG_USE = 2;

    private static final String SERVER = "--server";
    private static final String TOKEN_FILE = "--token-file";
    private static final String LOGIN = "--login";

    /** What helps where a server holds the file of the database. */
    static final String CALL_THE_SERVER = "or call the server that runs: --server URL";

    private static final Map<String, Setting<?>> SETTINGS =
            Map.of("--config", ServerKeys.CONFIG_FILE, "--data-dir", ServerKeys.DATA_DIR);

    private static final Set<String> VALUES = Set.of(
            "--reason",
            "--status",
            "--limit",
            "--email",
            "--phone",
            "--username",
            "--name",
            "--locale",
            "--set",
            "--person",
            "--actor",
            "--event",
            "--checkpoint",
            "--from",
            "--before",
            "--state",
            "--provider",
            "--window",
            "--by",
            "--session",
            "--credential",
            "--second-factor",
            "--effect",
            "--kind",
            "--contact",
            "--address",
            "--for",
            "--until",
            "--outcome",
            "--key",
            "--unused-since",
            SERVER,
            TOKEN_FILE,
            LOGIN);

    /** Said where the end of the output is lost. */
    static final String UNWRITTEN = "The answer could not be written whole.";

    private AdminCommand() {}

    /**
     * Runs a command.
     *
     * @param arguments subject and verb, and what follows them
     * @return exit code: 0 when done, 1 when it cannot be done, 2 for a wrong call
     */
    public static int command(List<String> arguments, PrintStream out) {
        return command(arguments, out, Surroundings.ofProcess());
    }

    /** Runs a command in other surroundings than those of the process. */
    public static int command(List<String> arguments, PrintStream out, Surroundings surroundings) {
        int code = run(arguments, out, surroundings);
        // A stream that prints tells nobody that the disk is full or the reader gone.
        if (code == DONE && out.checkError()) {
            System.err.println(UNWRITTEN);
            return NOT_DONE;
        }
        return code;
    }

    private static int run(List<String> arguments, PrintStream out, Surroundings surroundings) {
        try {
            AdminCall call = AdminCall.parse(arguments, SETTINGS, VALUES);
            Optional<String> server = server(call, surroundings);
            if (server.isPresent()) {
                return remotely(call, new RemoteCommand(server.get(), surroundings, Clocks.WALL), out)
                        ? DONE
                        : NOT_DONE;
            }
            if (call.option(TOKEN_FILE).isPresent() || call.option(LOGIN).isPresent() || isOfSession(call)) {
                throw new IllegalArgumentException("This needs --server with the URL of a server that runs.");
            }
            if (call.name().equals("user unlock")) {
                return UserUnlock.command(arguments.subList(2, arguments.size()), out);
            }
            Settings settings = Settings.ofProcess(call.settings()).withoutProblems();
            return here(call, settings, out) ? DONE : NOT_DONE;
        } catch (DatabaseStartException unusable) {
            out.println(unusable.getMessage() + (unusable.isHeldByAnother() ? ", " + CALL_THE_SERVER : ""));
            return NOT_DONE;
        } catch (NotDoneException told) {
            out.println(told.getMessage());
            return told.isWrongCall() ? WRONG_USE : NOT_DONE;
        } catch (InvalidValueException refused) {
            out.println((refused.field() == null ? "" : refused.field() + " ") + refused.reason());
            return WRONG_USE;
        } catch (InvalidRequestException refused) {
            out.println(
                    refused.errors().isEmpty()
                            ? refused.getMessage()
                            : refused.errors().stream()
                                    .map(error -> error.field() + " " + error.reason())
                                    .collect(Collectors.joining("; ")));
            return WRONG_USE;
        } catch (InvalidSettingException
                | UncheckedIOException
                | DateTimeException
                | IllegalArgumentException
                | IllegalStateException refused) {
            out.println(refused.getMessage());
            return WRONG_USE;
        }
    }

    /** The server that the command is for; empty for the database. Whoever names settings means the database. */
    private static Optional<String> server(AdminCall call, Surroundings surroundings) {
        Optional<String> typed = call.option(SERVER);
        if (typed.isPresent() && !call.settings().isEmpty()) {
            throw new IllegalArgumentException("--server and " + call.settingOptions(SETTINGS)
                    + " exclude each other: a server has its own settings.");
        }
        if (typed.isPresent() && isForThisMachine(call)) {
            throw new IllegalArgumentException(call.name() + " works on the server's machine alone, without --server.");
        }
        return typed.or(() -> call.settings().isEmpty() && !isForThisMachine(call)
                ? surroundings.variable(ServerKeys.SERVER_VARIABLE)
                : Optional.empty());
    }

    /** Its token is what makes the first administrator, so that no API may give it. */
    private static boolean isForThisMachine(AdminCall call) {
        return call.name().equals("admin bootstrap");
    }

    private static boolean isOfSession(AdminCall call) {
        return call.name().equals("admin sign-in") || call.name().equals("admin sign-out");
    }

    private static boolean remotely(AdminCall call, RemoteCommand remote, PrintStream out) {
        if (!call.name().equals("admin sign-in") && call.option(LOGIN).isPresent()) {
            throw new IllegalArgumentException("--login is for admin sign-in.");
        }
        return switch (call.name()) {
            case "admin sign-in" -> {
                remote.signIn(call.option(LOGIN), out);
                yield true;
            }
            case "admin sign-out" -> {
                remote.signOut(out);
                yield true;
            }
            default -> run(call, remote.administration(call.option(TOKEN_FILE)), out);
        };
    }

    private static boolean here(AdminCall call, Settings settings, PrintStream out) {
        requireDatabase(settings);
        Configuration configuration = Configuration.read(settings, Clocks.WALL);
        try (Delivery delivery = configuration.delivery();
                LatchkeyDatabase database = DatabaseWiring.open(settings);
                Assembly assembly = new Assembly(
                        settings,
                        configuration.secrets(),
                        database,
                        delivery.ports(),
                        configuration.testNumbers().numbers(),
                        configuration.publicUrl(),
                        Clocks.WALL)) {
            UseCases useCases = assembly.useCases;
            DatabaseAdministration administration = new DatabaseAdministration(
                    useCases.admin, configuration.contacts(), settings.get(RequestKeys.DEFAULT_LOCALE));
            try {
                return useCases.decisions.within(
                        "command line",
                        call.name(),
                        () -> call.subject().equals("admin")
                                ? new BootstrapCalls(useCases.admin, out).run()
                                : run(call, administration, out));
            } finally {
                useCases.admin.keepDecisions.keepAll();
            }
        }
    }

    /** Runs a command wherever it is done. */
    private static boolean run(AdminCall call, Administration administration, PrintStream out) {
        switch (call.subject()) {
            case "app" -> new ApplicationCalls(administration, call, out).run();
            case "block" -> new BlockCalls(administration, call, out, Clocks.WALL).run();
            case "message", "funnel", "key", "config" -> new OperationCalls(administration, call, out).run();
            case "explain" -> new ExplainCalls(administration, call, out).run();
            case "audit" -> {
                return new AuditCalls(administration, call, out).run();
            }
            case "suppression" -> new SuppressionCalls(administration, call, out).run();
            case "user" -> new UserCalls(administration, call, out).run();
            default -> throw new IllegalArgumentException("no command about " + call.subject());
        }
        return true;
    }

    /** Without this, a wrong folder would get a new database. */
    private static void requireDatabase(Settings settings) {
        Path folder = settings.get(ServerKeys.DATA_DIR);
        if (!settings.isSet(DatabaseKeys.URL) && !Files.exists(folder.resolve("latchkey.mv.db"))) {
            throw new DatabaseStartException("there is no database in " + folder);
        }
    }
}
