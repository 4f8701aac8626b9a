package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.nio.file.Path;
import java.util.List;

/** The keys of the texts of messages, and of the inbox that keeps messages in development. */
public final class MessageKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<Boolean> INBOX = KEYS.add(
            "inbox.enabled",
            SettingType.BOOLEAN,
            null,
            "whether messages are kept in memory for /dev/inbox; on in dev mode, refused in production mode");
    public static final Setting<Path> FOLDER = KEYS.add(
            "messages.folder",
            SettingType.PATH,
            null,
            "folder of message texts that take the place of the bundled ones");
    public static final Setting<String> SITE =
            KEYS.add("messages.site", SettingType.TEXT, "Latchkey", "what messages call the site");
    public static final Setting<String> RESET_LINK = KEYS.add(
            "messages.reset-link",
            SettingType.TEXT,
            null,
            "address of the page that resets a password, with {token}; the default is the built-in page");

    public static final Setting<String> ANDROID_HASH = KEYS.add(
            "messages.android-hash",
            SettingType.TEXT,
            null,
            "hash by which your app for Android knows its SMS with codes of the native API (SMS Retriever), 11 characters; see"
                    + " templates.md");

    private MessageKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }
}
