package io.latchkey.bootstrap.settings.subject;

import io.latchkey.adapters.rest.client.ProxyHeader;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The keys of how the service reads requests and finds the client's address. */
public final class RequestKeys {
    private static final KeyList KEYS = new KeyList();
    /** The longest body, that of a form with a picture, with some room. */
    private static final int LEAST_BODY_MEMORY = 6 * 1024 * 1024;

    private static final int SHARE_OF_HEAP = 16;

    public static final Setting<String> DEFAULT_REGION = KEYS.add(
            "default-region",
            SettingType.TEXT,
            "US",
            "ISO 3166 region of phone numbers written without a country code");
    public static final Setting<Locale> DEFAULT_LOCALE = KEYS.add(
            "default-locale",
            SettingType.LOCALE,
            "en",
            "language of messages to people who named none that is bundled");
    public static final Setting<List<String>> TRUSTED_PROXIES = KEYS.add(
            "trusted-proxies",
            SettingType.LIST,
            "",
            "addresses or CIDR ranges of proxies whose header is believed, walked right to left");
    public static final Setting<ProxyHeader> PROXY_HEADER = KEYS.add(
            "proxy-header",
            SettingType.choice(ProxyHeader.class),
            "x-forwarded-for",
            "the header those proxies keep; the other one is never read");
    public static final Setting<Duration> BODY_TIME_LIMIT = KEYS.add(
            "requests.body-time-limit",
            SettingType.DURATION,
            "PT30S",
            "time in which the body of a request must have come, else 408; more than zero");
    public static final Setting<Integer> MOST_UNFINISHED = KEYS.add(
            "requests.per-client",
            SettingType.number(1, 10_000),
            "100",
            "requests of one client address that may be unfinished at once on a node; more get 503. Counted by the runnable"
                    + " jar, Payara and GlassFish");
    public static final Setting<Integer> BODY_MEMORY = KEYS.add(
            "requests.body-memory",
            SettingType.number(LEAST_BODY_MEMORY, 1_073_741_824),
            null,
            "bytes that the bodies of all unfinished requests may hold at once on a node, without the first 64 KiB of each; more get"
                    + " 503. A sixteenth of the heap by default, and 6 MiB at least");
    public static final Setting<Duration> CONCEALING_INTERVAL = KEYS.add(
            "requests.concealing-interval",
            SettingType.DURATION,
            "PT0.01S",
            "answers that conceal who has an account leave at whole multiples of this since the request came; a second at most, zero turns"
                    + " that off");
    public static final Setting<Duration> CONCEALING_LONG_INTERVAL = KEYS.add(
            "requests.concealing-long-interval",
            SettingType.DURATION,
            "PT0.05S",
            "the same where a password may be hashed or two codes are sent; longer than a hash takes on a busy machine");
    public static final Setting<Boolean> TELL_CONTACTS = KEYS.add(
            "availability.contacts",
            SettingType.BOOLEAN,
            "false",
            "whether the availability check answers for e-mail addresses and phone numbers, too");

    private RequestKeys() {}

    /** Returns what the bodies of all unfinished requests may hold at once, in bytes. */
    public static long bodyMemory(SettingReader settings) {
        return settings.find(BODY_MEMORY)
                .map(Integer::longValue)
                .orElseGet(
                        () -> Math.max(LEAST_BODY_MEMORY, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }
}
