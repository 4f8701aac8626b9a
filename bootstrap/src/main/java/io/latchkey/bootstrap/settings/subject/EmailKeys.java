package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.time.Duration;
import java.util.List;

/** The keys of e-mails, whatever brings them. */
public final class EmailKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<List<String>> PROVIDERS = KEYS.add(
            "email.provider",
            SettingType.LIST,
            "",
            "names of what sends e-mails, the preferred one first: definitions such as sendgrid, and the mail servers smtp and"
                    + " smtp-2; without it the mail servers; see email.md");
    public static final Setting<String> FROM = KEYS.add(
            "email.from",
            SettingType.TEXT,
            null,
            "sender address of e-mails that definitions send; the default is latchkey.smtp.from");
    public static final Setting<String> FROM_NAME = KEYS.add(
            "email.from-name",
            SettingType.TEXT,
            null,
            "name shown with that address; the default is latchkey.smtp.from-name");
    public static final Setting<String> REPLY_TO = KEYS.add(
            "email.reply-to",
            SettingType.TEXT,
            null,
            "address that answers to any e-mail go to; without it they go to the sender");
    public static final Setting<Duration> TIMEOUT = KEYS.add(
            "email.timeout",
            SettingType.DURATION,
            "PT10S",
            "longest wait for the answer of such a provider; at most PT10S");

    private EmailKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }
}
