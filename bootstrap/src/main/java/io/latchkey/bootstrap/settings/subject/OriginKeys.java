package io.latchkey.bootstrap.settings.subject;

import io.latchkey.adapters.rest.origin.AllowedOrigins;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.util.List;

/** The keys of what pages of other origins may do. */
public final class OriginKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<List<String>> ORIGINS = KEYS.add(
            "cors.origins",
            SettingType.LIST,
            "",
            "origins whose pages may call the API and the faces, such as https://app.example.org; without any, only pages of"
                    + " this service may");

    private OriginKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** The origins whose pages may call the API. */
    public static AllowedOrigins origins(SettingReader settings) {
        return settings.build(ORIGINS.key(), read -> AllowedOrigins.parse(read.get(ORIGINS)));
    }
}
