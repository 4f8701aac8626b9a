package io.latchkey.bootstrap.settings.subject;

import io.latchkey.adapters.platform.crypto.GeneratedSecret;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.nio.file.Path;
import java.util.List;

/** The keys of the secrets that all others are derived from. */
public final class MasterSecretKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<String> SECRET = KEYS.add(
            "secret",
            SettingType.TEXT,
            null,
            "32 or more random characters all keys are derived from; dev mode generates one into the data folder");
    public static final Setting<Path> SECRET_FILE = KEYS.addFileOf(SECRET);
    public static final Setting<List<String>> PREVIOUS = KEYS.add(
            "secret.previous",
            SettingType.LIST,
            "",
            "further secrets that open what was made with them: passwords, codes, tokens, keys; the replaced one, and during a"
                    + " change of nodes the next one");
    public static final Setting<Path> PREVIOUS_FILE = KEYS.addFileOf(PREVIOUS);

    private MasterSecretKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /**
     * The operator's secrets; in dev mode a generated one, where the operator set none.
     *
     * @throws InvalidSettingException when production mode has none
     */
    public static MasterSecrets secrets(SettingReader settings) {
        return secrets(settings, settings.find(SECRET).orElseGet(() -> generated(settings)));
    }

    private static String generated(SettingReader settings) {
        if (settings.get(ServerKeys.MODE) == Mode.PRODUCTION) {
            throw new InvalidSettingException("Production mode needs " + SECRET.key() + ".");
        }
        return GeneratedSecret.in(settings.get(ServerKeys.DATA_DIR));
    }

    /**
     * The secrets that all others are derived from.
     *
     * @param secret the operator's secret, or the generated one of dev mode
     */
    public static MasterSecrets secrets(SettingReader settings, String secret) {
        try {
            return new MasterSecrets(secret, settings.get(PREVIOUS));
        } catch (IllegalArgumentException bad) {
            throw new InvalidSettingException(SECRET.key() + " and " + PREVIOUS.key() + " " + bad.getMessage() + ".");
        }
    }
}
