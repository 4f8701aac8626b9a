package io.latchkey.bootstrap.launcher;

import io.latchkey.bootstrap.settings.key.ConfigurationFile;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.LogFormat;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.Problems;
import io.latchkey.bootstrap.settings.key.PublicUrl;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The settings that the launcher needs before the server runs.
 *
 * @param address address that the server listens on
 * @param port TCP port that the server listens on, 1 to 65535
 * @param dataDir absolute path of the data folder
 * @param configFile absolute path of the configuration file, or null
 * @param publicUrl URL at which clients reach the service, without a slash at the end
 * @param warmUp how long the server is called before it is ready
 * @param shutdownDelay time from the first "not ready" to the first refused call of a service that is told to stop
 */
record LaunchOptions(
        Mode mode,
        InetAddress address,
        int port,
        Path dataDir,
        @Nullable Path configFile,
        String publicUrl,
        Duration warmUp,
        Duration shutdownDelay) {
    private static final Duration WARM_UP_IN_PRODUCTION = Duration.ofSeconds(2);
    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(1);
    private static final Duration DELAY_IN_PRODUCTION = Duration.ofSeconds(5);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

    /**
     * Reads the settings. The first of these sources that sets a value wins: command line, system property, environment
     * variable, configuration file, default.
     *
     * @param commandLine texts of the options by configuration key
     * @param systemProperty reads a system property, null when it is not set
     * @param environment reads an environment variable, null when it is not set
     * @throws InvalidSettingException naming every value that is wrong
     */
    static LaunchOptions read(
            Map<String, String> commandLine,
            UnaryOperator<@Nullable String> systemProperty,
            UnaryOperator<@Nullable String> environment) {
        Problems problems = new Problems();
        Sources sources = new Sources(commandLine, systemProperty, environment, Map.of());
        Optional<Path> file = find(problems, sources, ServerKeys.CONFIG_FILE).map(LaunchOptions::absolute);
        Map<String, String> contents = file.flatMap(named -> problems.read(() -> ConfigurationFile.read(named)))
                .orElseGet(Map::of);
        Sources all = new Sources(commandLine, systemProperty, environment, contents);
        Mode mode = find(problems, all, ServerKeys.MODE).orElse(Mode.DEV);
        // It is in force already.
        find(problems, all, ServerKeys.LOG_FORMAT);
        Optional<InetAddress> address = problems.read(
                () -> address(all.find(ServerKeys.HTTP_ADDRESS).orElse(mode == Mode.DEV ? "127.0.0.1" : "0.0.0.0")));
        Optional<Integer> port = find(problems, all, ServerKeys.HTTP_PORT);
        Optional<Path> dataDir = find(problems, all, ServerKeys.DATA_DIR).map(LaunchOptions::absolute);
        Optional<URI> publicUrl = find(problems, all, ServerKeys.PUBLIC_URL);
        Optional<Duration> warmUp = problems.read(() -> limited(
                ServerKeys.WARM_UP,
                all.find(ServerKeys.WARM_UP).orElse(mode == Mode.DEV ? Duration.ZERO : WARM_UP_IN_PRODUCTION),
                LONGEST_WARM_UP));
        Optional<Duration> shutdownDelay = problems.read(() -> limited(
                ServerKeys.SHUTDOWN_DELAY,
                all.find(ServerKeys.SHUTDOWN_DELAY).orElse(mode == Mode.DEV ? Duration.ZERO : DELAY_IN_PRODUCTION),
                LONGEST_DELAY));
        problems.refuse();
        return new LaunchOptions(
                mode,
                address.orElseThrow(),
                port.orElseThrow(),
                dataDir.orElseThrow(),
                file.orElse(null),
                PublicUrl.of(publicUrl, address.orElseThrow().getHostAddress(), port.orElseThrow()),
                warmUp.orElseThrow(),
                shutdownDelay.orElseThrow());
    }

    /** How the log is written from the first line on, also where a setting is wrong. */
    static LogFormat logFormat(
            Map<String, String> commandLine,
            UnaryOperator<@Nullable String> systemProperty,
            UnaryOperator<@Nullable String> environment) {
        Problems toldLater = new Problems();
        Sources sources = new Sources(commandLine, systemProperty, environment, Map.of());
        Map<String, String> file = find(toldLater, sources, ServerKeys.CONFIG_FILE)
                .flatMap(named -> toldLater.read(() -> ConfigurationFile.read(absolute(named))))
                .orElseGet(Map::of);
        return find(toldLater, new Sources(commandLine, systemProperty, environment, file), ServerKeys.LOG_FORMAT)
                .orElse(LogFormat.TEXT);
    }

    private static <T> Optional<T> find(Problems problems, Sources sources, Setting<T> setting) {
        return problems.read(() -> sources.find(setting)).flatMap(found -> found);
    }

    /** URL that a person can open in a browser. */
    String url() {
        return PublicUrl.of(Optional.empty(), address.getHostAddress(), port);
    }

    private static Duration limited(Setting<Duration> setting, Duration value, Duration longest) {
        if (value.isNegative() || value.compareTo(longest) > 0) {
            throw new InvalidSettingException(setting.key() + " must be PT0S to " + longest + ".");
        }
        return value;
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException unknown) {
            throw new InvalidSettingException(
                    ServerKeys.HTTP_ADDRESS.key() + " must be an IP address or a known host name.");
        }
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** The sources of values, the strongest first. */
    private record Sources(
            Map<String, String> commandLine,
            UnaryOperator<@Nullable String> systemProperty,
            UnaryOperator<@Nullable String> environment,
            Map<String, String> file) {

        <T> Optional<T> find(Setting<T> setting) {
            // A blank option is a mistake. A blank variable counts as not set.
            if (commandLine.getOrDefault(setting.key(), "set").isBlank()) {
                throw new InvalidSettingException(setting.key() + " must not be empty.");
            }
            return SettingReader.of(this::text).find(setting);
        }

        private Optional<String> text(String key) {
            return Optional.ofNullable(commandLine.get(key))
                    .or(() -> Optional.ofNullable(systemProperty.apply(key)))
                    .or(() -> Optional.ofNullable(environment.apply(Setting.environmentVariable(key))))
                    .or(() -> Optional.ofNullable(file.get(key)));
        }
    }
}
