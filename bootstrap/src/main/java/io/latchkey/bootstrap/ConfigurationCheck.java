package io.latchkey.bootstrap;

import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * The command {@code config check}: tells all that keeps a start with the same settings from serving, without a server, a
 * port or a database. The launcher also asks it when it cannot start the server, so that one start tells everything.
 */
public final class ConfigurationCheck {
    private static final int GOOD = 0;
    private static final int NOT_GOOD = 1;
    private static final int WRONG_USE = 2;

    private ConfigurationCheck() {}

    /**
     * Runs the command.
     *
     * @param arguments the options of a start
     * @return exit code: 0 when the service would start, 1 when it would not, 2 for a wrong call
     */
    public static int command(List<String> arguments, PrintStream out) {
        return CommandArguments.parse(arguments, ServerKeys.OPTIONS)
                .filter(read -> read.words().isEmpty())
                .map(read -> tell(problems(read.options()), out))
                .orElseGet(() -> {
                    out.println("Usage: config check [--config FILE] [--port N] [--address A] [--data-dir D]");
                    return WRONG_USE;
                });
    }

    private static int tell(List<String> problems, PrintStream out) {
        out.println(
                problems.isEmpty() ? "The configuration is good." : new InvalidSettingException(problems).getMessage());
        return problems.isEmpty() ? GOOD : NOT_GOOD;
    }

    /**
     * Everything that is amiss.
     *
     * @param options texts of the options of a start by configuration key
     * @return one sentence for each problem
     */
    public static List<String> problems(Map<String, String> options) {
        try {
            Configuration.read(Settings.ofProcess(options), Clocks.WALL)
                    .delivery()
                    .close();
            return List.of();
        } catch (InvalidSettingException refused) {
            return refused.problems();
        }
    }
}
