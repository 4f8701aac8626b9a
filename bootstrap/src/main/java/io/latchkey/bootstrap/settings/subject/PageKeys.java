package io.latchkey.bootstrap.settings.subject;

import io.latchkey.adapters.rest.pages.PageSettings;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.util.List;

/** The keys of the pages that the service shows. */
public final class PageKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<Boolean> START = KEYS.add(
            "pages.start",
            SettingType.BOOLEAN,
            "true",
            "whether / is a start page; in production mode it tells people what this service is and links nowhere");
    public static final Setting<Boolean> DOCS = KEYS.add(
            "pages.docs",
            SettingType.BOOLEAN,
            null,
            "whether /docs is the API browser; the default is latchkey.pages.openapi, without which there is nothing to show");
    public static final Setting<Boolean> OPENAPI = KEYS.add(
            "pages.openapi",
            SettingType.BOOLEAN,
            null,
            "whether the OpenAPI documents are served at /openapi; on in dev mode, off in production mode");
    public static final Setting<Boolean> CONSOLE = KEYS.add(
            "console.enabled",
            SettingType.BOOLEAN,
            "true",
            "whether /administration is the console of those who administer; the API of administration is there without it, too");

    private PageKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** Which pages there are. */
    public static PageSettings pages(SettingReader settings) {
        return settings.build("latchkey.pages", read -> {
            boolean isForDevelopers = read.get(ServerKeys.MODE) == Mode.DEV;
            boolean hasDocuments = read.find(OPENAPI).orElse(isForDevelopers);
            return new PageSettings(
                    read.get(MessageKeys.SITE),
                    isForDevelopers,
                    read.get(START),
                    read.find(DOCS).orElse(hasDocuments),
                    hasDocuments);
        });
    }
}
