package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.nio.file.Path;
import java.util.List;

/** The keys of providers that have definitions. */
public final class ProviderKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<List<String>> SMS = KEYS.add(
            "sms.provider",
            SettingType.LIST,
            "",
            "names of the definitions that send SMS, the preferred one first: bundled ones such as twilio, or files of the"
                    + " folder; see providers.md");
    public static final Setting<Path> FOLDER = KEYS.add(
            "providers.folder", SettingType.PATH, null, "folder of the operator's own provider definitions, name.yaml");
    public static final Setting<Path> SECRETS = KEYS.add(
            "providers.secrets",
            SettingType.PATH,
            null,
            "folder of files <provider>.<value>, read at each call; for values that are set nowhere else");
    public static final Setting<Boolean> ALLOW_PRIVATE = KEYS.add(
            "providers.allow-private",
            SettingType.BOOLEAN,
            "false",
            "whether a definition may call this machine or a private network, and without TLS");

    private ProviderKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** Rows of the documentation's table for the keys that definitions name. */
    public static List<String> rowsOfValues() {
        return List.of(
                "| `latchkey.providers.<provider>.<value>` | text | – | a secret or another value that the provider's definition names |",
                "| `latchkey.providers.<provider>.<value>-file` | path | – | file that holds it; read at each call |",
                "| `latchkey.providers.<provider>.base-url` | http or https URL | – | takes the place of scheme, host and port of the provider's addresses |");
    }
}
