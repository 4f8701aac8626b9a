package io.latchkey.bootstrap.launcher;

import io.latchkey.bootstrap.settings.key.ConfigurationFile;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The settings that the launcher needs before the server runs.
 *
 * @param address address that the server listens on
 * @param port TCP port that the server listens on, 1 to 65535
 * @param dataDir absolute path of the data folder
 * @param configFile absolute path of the configuration file, or null
 * @param shutdownDelay time from the first "not ready" to the first refused call of a service that is told to stop
 */
record LaunchOptions(
        Mode mode,
        InetAddress address,
        int port,
        Path dataDir,
        @Nullable Path configFile,
        Duration shutdownDelay) {
    private static final Duration DELAY_IN_PRODUCTION = Duration.ofSeconds(5);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

    /**
     * Reads the settings. The first of these sources that sets a value wins: command line, system property, environment
     * variable, configuration file, default.
     *
     * @param commandLine texts of the options by configuration key
     * @param systemProperty reads a system property, null when it is not set
     * @param environment reads an environment variable, null when it is not set
     * @throws StartRefusedException naming every value that is wrong, one in a line
     */
    static LaunchOptions read(
            Map<String, String> commandLine,
            UnaryOperator<@Nullable String> systemProperty,
            UnaryOperator<@Nullable String> environment) {
        List<String> problems = new ArrayList<>();
        Sources sources = new Sources(commandLine, systemProperty, environment, Map.of());
        String noPath = " must be a path.";
        Path file = read(
                        problems,
                        () -> sources.find(ServerKeys.CONFIG_FILE, ServerKeys.CONFIG_FILE.key() + noPath)
                                .map(LaunchOptions::absolute))
                .orElse(null);
        Map<String, String> contents = file == null
                ? Map.of()
                : read(problems, () -> Optional.of(contents(file))).orElseGet(Map::of);
        Sources all = new Sources(commandLine, systemProperty, environment, contents);
        Mode mode = read(
                        problems,
                        () -> all.find(ServerKeys.MODE, ServerKeys.MODE.key() + " must be dev or production."))
                .orElse(Mode.DEV);
        String noAddress = "The address (--address, " + ServerKeys.HTTP_ADDRESS.key()
                + ") must be an IP address or a known host name.";
        Optional<InetAddress> address = read(
                problems,
                () -> Optional.of(address(
                        all.find(ServerKeys.HTTP_ADDRESS, noAddress).orElse(mode == Mode.DEV ? "127.0.0.1" : "0.0.0.0"),
                        noAddress)));
        Optional<Integer> port = read(
                problems,
                () -> all.find(
                        ServerKeys.HTTP_PORT,
                        "The port (--port, " + ServerKeys.HTTP_PORT.key() + ") must be a number from 1 to 65535."));
        Optional<Path> dataDir = read(
                problems,
                () -> all.find(ServerKeys.DATA_DIR, ServerKeys.DATA_DIR.key() + noPath)
                        .map(LaunchOptions::absolute));
        Optional<Duration> shutdownDelay = read(problems, () -> Optional.of(shutdownDelay(all, mode)));
        if (!problems.isEmpty()) {
            throw wrong(String.join(System.lineSeparator(), problems));
        }
        return new LaunchOptions(
                mode,
                address.orElseThrow(),
                port.orElseThrow(),
                dataDir.orElseThrow(),
                file,
                shutdownDelay.orElseThrow());
    }

    /** What the reader answers; empty when it refuses a value, whose sentence is kept. */
    private static <T> Optional<T> read(List<String> problems, Supplier<Optional<T>> reader) {
        try {
            return reader.get();
        } catch (StartRefusedException refused) {
            problems.add(String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    /** URL that a person can open in a browser. */
    String url() {
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static Map<String, String> contents(Path file) {
        try {
            return ConfigurationFile.read(file);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw wrong("The configuration file " + file + " cannot be read.");
        }
    }

    private static Duration shutdownDelay(Sources sources, Mode mode) {
        String otherwise =
                ServerKeys.SHUTDOWN_DELAY.key() + " must be an ISO 8601 duration from PT0S to PT10M, such as PT5S.";
        Duration delay = sources.find(ServerKeys.SHUTDOWN_DELAY, otherwise)
                .orElse(mode == Mode.DEV ? Duration.ZERO : DELAY_IN_PRODUCTION);
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw wrong(otherwise);
        }
        return delay;
    }

    private static InetAddress address(String text, String otherwise) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw wrong(otherwise);
        }
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static StartRefusedException wrong(String sentence) {
        return new StartRefusedException(StartRefusedException.WRONG_USE, sentence);
    }

    /** The sources of values, the strongest first. */
    private record Sources(
            Map<String, String> commandLine,
            UnaryOperator<@Nullable String> systemProperty,
            UnaryOperator<@Nullable String> environment,
            Map<String, String> file) {

        /**
         * The value of a setting, from the strongest source that sets it.
         *
         * @param otherwise message to the person when the value is wrong
         */
        <T> Optional<T> find(Setting<T> setting, String otherwise) {
            // A blank option is a mistake. A blank variable counts as not set.
            if (commandLine.getOrDefault(setting.key(), "set").isBlank()) {
                throw wrong(otherwise);
            }
            try {
                return SettingReader.of(this::text).find(setting);
            } catch (InvalidSettingException refused) {
                throw wrong(otherwise);
            }
        }

        private Optional<String> text(String key) {
            return Optional.ofNullable(commandLine.get(key))
                    .or(() -> Optional.ofNullable(systemProperty.apply(key)))
                    .or(() -> Optional.ofNullable(environment.apply(Setting.environmentVariable(key))))
                    .or(() -> Optional.ofNullable(file.get(key)));
        }
    }
}
