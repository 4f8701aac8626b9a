package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseStartException;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.application.UseCases;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.subject.DatabaseKeys;
import io.latchkey.domain.shared.InvalidValueException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The commands of administration. They read the same settings as the server, open the same database and do the same deeds, without a
 * server and without its threads: a message that a command promises is sent by a server that shares the database, or by the next
 * start. A file database must not be in use.
 */
public final class AdminCommand {
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int WRONG_USE = 2;

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
            "--outcome");

    private AdminCommand() {}

    /**
     * Runs a command.
     *
     * @param arguments subject and verb, and what follows them
     * @return exit code: 0 when done, 1 when it cannot be done, 2 for a wrong call
     */
    public static int command(List<String> arguments, PrintStream out) {
        try {
            AdminCall call = AdminCall.parse(arguments, SETTINGS, VALUES);
            Settings settings = Settings.ofProcess(call.settings()).withoutProblems();
            return run(call, settings, out) ? DONE : NOT_DONE;
        } catch (DatabaseStartException unusable) {
            out.println(unusable.getMessage());
            return NOT_DONE;
        } catch (InvalidValueException refused) {
            out.println((refused.field() == null ? "" : refused.field() + " ") + refused.reason());
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

    private static boolean run(AdminCall call, Settings settings, PrintStream out) {
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
            try {
                return useCases.decisions.within(
                        "command line",
                        call.subject() + call.typed(1).map(verb -> ' ' + verb).orElse(""),
                        () -> run(call, useCases, configuration.contacts(), out));
            } finally {
                useCases.admin.keepDecisions.keepAll();
            }
        }
    }

    private static boolean run(AdminCall call, UseCases useCases, ContactParser contacts, PrintStream out) {
        return switch (call.subject()) {
            case "admin" -> new BootstrapCalls(useCases.admin, out).run();
            case "block" -> new BlockCalls(useCases.admin.manageListings, contacts, call, out, Clocks.WALL).run();
            case "message", "funnel", "key", "config" ->
                new OperationCalls(useCases.admin.overseeOperation, contacts, call, out).run();
            case "explain" -> new ExplainCalls(useCases.admin.overseeOperation, contacts, call, out).run();
            case "audit" -> new AuditCalls(useCases.admin, call, out).run();
            case "suppression" -> new SuppressionCalls(useCases.admin, contacts, call, out).run();
            case "user" -> new UserCalls(useCases.admin, contacts, call, out).run();
            default -> throw new IllegalArgumentException("no command about " + call.subject());
        };
    }

    /** Without this, a wrong folder would get a new database. */
    private static void requireDatabase(Settings settings) {
        Path folder = settings.get(ServerKeys.DATA_DIR);
        if (!settings.isSet(DatabaseKeys.URL) && !Files.exists(folder.resolve("latchkey.mv.db"))) {
            throw new DatabaseStartException("there is no database in " + folder);
        }
    }
}
