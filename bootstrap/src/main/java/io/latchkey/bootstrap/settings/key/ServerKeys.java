package io.latchkey.bootstrap.settings.key;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of how and where the service runs. The launcher reads them, too. */
public final class ServerKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<Mode> MODE = KEYS.add(
            "mode", SettingType.choice(Mode.class), "dev", "dev to try and develop, production for real people");
    public static final Setting<Path> CONFIG_FILE = KEYS.add(
            "config-file",
            SettingType.PATH,
            null,
            "properties file with further settings; read below environment variables");
    public static final Setting<Integer> HTTP_PORT =
            KEYS.add("http.port", SettingType.number(1, 65535), "8080", "port of the runnable jar");
    public static final Setting<String> HTTP_ADDRESS = KEYS.add(
            "http.address",
            SettingType.TEXT,
            null,
            "address the runnable jar listens on; 127.0.0.1 in dev mode, 0.0.0.0 in production mode");
    public static final Setting<Duration> SHUTDOWN_DELAY = KEYS.add(
            "shutdown.delay",
            SettingType.DURATION,
            null,
            "how long the runnable jar still takes calls after it was told to stop and says that it is not ready; PT0S in"
                    + " dev mode, PT5S in production mode");
    public static final Setting<Duration> WARM_UP = KEYS.add(
            "warm-up",
            SettingType.DURATION,
            null,
            "how long the runnable jar calls itself before it is ready, so that its first clients do not wait for its classes"
                    + " to be compiled; PT0S in dev mode, PT2S in production mode");
    public static final Setting<LogFormat> LOG_FORMAT = KEYS.add(
            "log.format",
            SettingType.choice(LogFormat.class),
            "text",
            "how the runnable jar writes its log: text for people, or json, one object a line; a server that runs the WAR"
                    + " has settings of its own");
    public static final Setting<URI> PUBLIC_URL = KEYS.add(
            "public-url",
            SettingType.URL,
            null,
            "how browsers and mail readers reach this service; the default is the address it listens on");
    public static final Setting<Path> DATA_DIR = KEYS.add(
            "data-dir",
            SettingType.PATH,
            "./latchkey-data",
            "folder of the embedded database and of generated secrets; used in dev mode");

    /** The options of the command line that set a key. */
    public static final Map<String, Setting<?>> OPTIONS = Map.of(
            "--port",
            HTTP_PORT,
            "--address",
            HTTP_ADDRESS,
            "--data-dir",
            DATA_DIR,
            "--log-format",
            LOG_FORMAT,
            "--config",
            CONFIG_FILE);

    /** Variable that names the server to the commands of administration. */
    public static final String SERVER_VARIABLE = "LATCHKEY_SERVER";

    /** Variable with an access token for the commands of administration. */
    public static final String TOKEN_VARIABLE = "LATCHKEY_TOKEN";

    /** Variables that are no settings, and may stand beside them. */
    public static final Set<String> COMMAND_LINE_VARIABLES = Set.of(SERVER_VARIABLE, TOKEN_VARIABLE);

    /** System property that is set while the launcher calls the service before anybody else can. It is no setting. */
    public static final String WARMING_UP = "io.latchkey.warming-up";

    private ServerKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }
}
