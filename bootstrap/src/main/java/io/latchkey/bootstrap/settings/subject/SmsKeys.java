package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The keys of an SMS provider without a definition. */
public final class SmsKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<URI> URL = KEYS.add(
            "sms.url",
            SettingType.URL,
            null,
            "where the SMS provider takes messages; without it no SMS leaves the house");
    public static final Setting<String> METHOD =
            KEYS.add("sms.method", SettingType.TEXT, "POST", "HTTP method of that call");
    public static final Setting<String> NAME =
            KEYS.add("sms.name", SettingType.TEXT, "http", "what records and metrics call the provider");
    public static final Setting<Format> FORMAT =
            KEYS.add("sms.format", SettingType.choice(Format.class), "form", "how the body is written: form or json");
    public static final Setting<Boolean> ALLOW_PLAIN_HTTP = KEYS.add(
            "sms.allow-plain-http",
            SettingType.BOOLEAN,
            "false",
            "whether the provider may be called without TLS; codes travel readable then");
    public static final Setting<String> BODY = KEYS.add(
            "sms.body",
            SettingType.TEXT,
            "to={to}&from={from}&text={text}",
            "body of the call with {to}, {from}, {text} and {id}; values are escaped as the format needs");
    public static final Setting<String> FROM =
            KEYS.add("sms.from", SettingType.TEXT, "Latchkey", "sender of SMS: a number or a registered name");
    public static final Setting<Auth> AUTH = KEYS.add(
            "sms.auth",
            SettingType.choice(Auth.class),
            "none",
            "how the call proves who makes it: none, basic (user and secret), bearer (secret) or header (secret in"
                    + " sms.auth-header)");
    public static final Setting<String> USER =
            KEYS.add("sms.user", SettingType.TEXT, null, "user of basic authentication");
    public static final Setting<String> SECRET =
            KEYS.add("sms.secret", SettingType.TEXT, null, "password, token or key of the SMS provider");
    public static final Setting<Path> SECRET_FILE = KEYS.addFileOf(SECRET);
    public static final Setting<String> AUTH_HEADER =
            KEYS.add("sms.auth-header", SettingType.TEXT, "X-Api-Key", "header that carries the key");
    public static final Setting<String> REFERENCE = KEYS.add(
            "sms.reference",
            SettingType.TEXT,
            null,
            "JSON pointer to the provider's message id in its answer, such as /sid");
    public static final Setting<String> RECEIPT_SECRET = KEYS.add(
            "sms.receipt-secret",
            SettingType.TEXT,
            null,
            "bearer token of delivery receipts at /api/v1/delivery/receipts/{sms.name}; without it none are taken");
    public static final Setting<Path> RECEIPT_SECRET_FILE = KEYS.addFileOf(RECEIPT_SECRET);
    public static final Setting<Duration> TIMEOUT =
            KEYS.add("sms.timeout", SettingType.DURATION, "PT10S", "longest wait for the provider's answer");

    private SmsKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** Formats of requests to the SMS provider. */
    public enum Format {
        FORM,
        JSON
    }

    /** Ways to authenticate to the SMS provider. */
    public enum Auth {
        NONE,
        BASIC,
        BEARER,
        HEADER
    }
}
