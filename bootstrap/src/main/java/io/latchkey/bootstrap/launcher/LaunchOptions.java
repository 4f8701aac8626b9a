package io.latchkey.bootstrap.launcher;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the launcher itself must know before the server runs. A command-line option wins over a system property, that
 * over an environment variable, that over the configuration file, that over the default.
 *
 * @param request what the person asked for
 * @param mode {@code dev} or {@code production}
 * @param address address the server listens on
 * @param port TCP port the server listens on, 1 to 65535
 * @param dataDir absolute path of the data folder
 * @param configFile absolute path of the configuration file, or null
 */
record LaunchOptions(
        Request request,
        Mode mode,
        InetAddress address,
        int port,
        Path dataDir,
        @Nullable Path configFile) {

    enum Request {
        START,
        HELP,
        VERSION
    }

    enum Mode {
        DEV,
        PRODUCTION;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final String MODE = "latchkey.mode";
    static final String ADDRESS = "latchkey.http.address";
    static final String PORT = "latchkey.http.port";
    static final String DATA_DIR = "latchkey.data-dir";
    static final String CONFIG_FILE = "latchkey.config-file";

    static final String HELP = """
            Usage: java -jar latchkey.jar [options]
                   java -jar latchkey.jar provider check <file> [--secret name=value]...
                   java -jar latchkey.jar template check [folder] [--site name] [--host name]
                       [--max-segments N] [--strict] [--provider <file>]

              --port N         TCP port to listen on (default 8080)
              --address A      address to listen on (default 127.0.0.1; in production mode 0.0.0.0)
              --data-dir D     folder for the database, keys and work files (default ./latchkey-data)
              --config FILE    properties file with further settings
              --version        print the version
              --help           print this text

            "provider check" runs a definition of an SMS provider against a server on this machine and ends with 0
            when all passed; <file> may be the name of a definition that comes along, such as twilio.

            "template check" judges the bundled message texts and those in the folder as a start does, prints how
            many segments each SMS takes and what a provider asks for them, and ends with 0 when all can be used.

            Every setting can also be a system property (latchkey.http.port) or an environment variable
            (LATCHKEY_HTTP_PORT). An option wins over a system property, that over an environment variable,
            that over the file, that over the default.
            """;

    private static final Map<String, String> KEYS =
            Map.of("--port", PORT, "--address", ADDRESS, "--data-dir", DATA_DIR, "--config", CONFIG_FILE);

    /**
     * @param arguments the command line
     * @param systemProperty reads a system property, null when it is not set
     * @param environment reads an environment variable, null when it is not set
     * @throws StartRefusedException when an option or a value is wrong
     */
    static LaunchOptions parse(
            List<String> arguments,
            UnaryOperator<@Nullable String> systemProperty,
            UnaryOperator<@Nullable String> environment) {
        Map<String, String> commandLine = new HashMap<>();
        Request request = readCommandLine(arguments, commandLine);
        if (request != Request.START) {
            return new LaunchOptions(request, Mode.DEV, InetAddress.getLoopbackAddress(), 8080, Path.of(""), null);
        }
        Lookup lookup = new Lookup(commandLine, systemProperty, environment, new Properties());
        String configFile = lookup.find(CONFIG_FILE, "");
        Path file = configFile.isEmpty() ? null : path(configFile, CONFIG_FILE);
        if (file != null) {
            lookup = new Lookup(commandLine, systemProperty, environment, read(file));
        }
        Mode mode = mode(lookup.find(MODE, "dev"));
        return new LaunchOptions(
                request,
                mode,
                address(lookup.find(ADDRESS, mode == Mode.DEV ? "127.0.0.1" : "0.0.0.0")),
                port(lookup.find(PORT, "8080")),
                path(lookup.find(DATA_DIR, "latchkey-data"), DATA_DIR),
                file);
    }

    /** Address as the person can open it in a browser. */
    String url() {
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static Request readCommandLine(List<String> arguments, Map<String, String> values) {
        for (int index = 0; index < arguments.size(); index++) {
            String argument = arguments.get(index);
            if (argument.equals("--help") || argument.equals("-h")) {
                return Request.HELP;
            }
            if (argument.equals("--version")) {
                return Request.VERSION;
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            String key = KEYS.get(name);
            if (key == null) {
                throw wrong("Unknown option " + name + "; --help lists the options.");
            }
            if (equals < 0 && ++index == arguments.size()) {
                throw wrong("Option " + name + " needs a value.");
            }
            values.put(key, equals < 0 ? arguments.get(index) : argument.substring(equals + 1));
        }
        return Request.START;
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw wrong("The configuration file " + file + " cannot be read.");
        }
        return properties;
    }

    private static Mode mode(String text) {
        for (Mode mode : Mode.values()) {
            if (mode.text().equals(text)) {
                return mode;
            }
        }
        throw wrong(MODE + " must be dev or production.");
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Answered below, with the same sentence as a number out of range.
        }
        throw wrong("The port (--port, " + PORT + ") must be a number from 1 to 65535.");
    }

    private static InetAddress address(String text) {
        try {
            if (!text.isBlank()) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            // Answered below.
        }
        throw wrong("The address (--address, " + ADDRESS + ") must be an IP address or a known host name.");
    }

    private static Path path(String text, String key) {
        try {
            if (!text.isBlank()) {
                return Path.of(text).toAbsolutePath().normalize();
            }
        } catch (InvalidPathException e) {
            // Answered below.
        }
        throw wrong(key + " must be a path.");
    }

    private static StartRefusedException wrong(String sentence) {
        return new StartRefusedException(StartRefusedException.WRONG_USE, sentence);
    }

    private record Lookup(
            Map<String, String> commandLine,
            UnaryOperator<@Nullable String> systemProperty,
            UnaryOperator<@Nullable String> environment,
            Properties file) {

        String find(String key, String fallback) {
            String value = commandLine.get(key);
            if (value == null) {
                value = systemProperty.apply(key);
            }
            if (value == null) {
                value = environment.apply(key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
            }
            if (value == null) {
                value = file.getProperty(key);
            }
            return value == null ? fallback : value.strip();
        }
    }
}
