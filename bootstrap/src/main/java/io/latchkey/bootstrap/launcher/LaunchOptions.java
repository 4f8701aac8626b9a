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
 */
record LaunchOptions(
        Mode mode,
        InetAddress address,
        int port,
        Path dataDir,
        @Nullable Path configFile) {

    /**
     * Reads the settings. The first of these sources that sets a value wins: command line, system property, environment
     * variable, configuration file, default.
     *
     * @param commandLine texts of the options by configuration key
     * @param systemProperty reads a system property, null when it is not set
     * @param environment reads an environment variable, null when it is not set
     * @throws StartRefusedException when a value is wrong
     */
    static LaunchOptions read(
            Map<String, String> commandLine,
            UnaryOperator<@Nullable String> systemProperty,
            UnaryOperator<@Nullable String> environment) {
        Sources sources = new Sources(commandLine, systemProperty, environment, Map.of());
        String noPath = " must be a path.";
        Path file = sources.find(ServerKeys.CONFIG_FILE, ServerKeys.CONFIG_FILE.key() + noPath)
                .map(LaunchOptions::absolute)
                .orElse(null);
        Sources all = file == null ? sources : new Sources(commandLine, systemProperty, environment, contents(file));
        Mode mode = all.get(ServerKeys.MODE, ServerKeys.MODE.key() + " must be dev or production.");
        String noAddress = "The address (--address, " + ServerKeys.HTTP_ADDRESS.key()
                + ") must be an IP address or a known host name.";
        return new LaunchOptions(
                mode,
                address(
                        all.find(ServerKeys.HTTP_ADDRESS, noAddress).orElse(mode == Mode.DEV ? "127.0.0.1" : "0.0.0.0"),
                        noAddress),
                all.get(
                        ServerKeys.HTTP_PORT,
                        "The port (--port, " + ServerKeys.HTTP_PORT.key() + ") must be a number from 1 to 65535."),
                absolute(all.get(ServerKeys.DATA_DIR, ServerKeys.DATA_DIR.key() + noPath)),
                file);
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

        <T> T get(Setting<T> setting, String otherwise) {
            return find(setting, otherwise).orElseThrow(() -> wrong(otherwise));
        }

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
