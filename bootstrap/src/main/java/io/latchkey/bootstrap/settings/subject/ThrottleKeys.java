package io.latchkey.bootstrap.settings.subject;

import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.domain.throttle.ThrottleLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of one throttle. The constants are the throttles of the native API.
 *
 * @param name name of the limit
 */
public record ThrottleKeys(String name, Setting<Integer> quota, Setting<Duration> window) {
    private static final KeyList KEYS = new KeyList();
    private static final List<ThrottleKeys> LIMITS = new ArrayList<>();

    public static final ThrottleKeys CODE_PER_ADDRESS =
            throttle("code-per-address", "60", "PT10M", "codes requested by one client address");
    public static final ThrottleKeys CODE_PER_DESTINATION = throttle(
            "code-per-destination",
            "6",
            "PT15M",
            "messages to one destination, whatever their purpose; as many again for devices known to its owner");
    public static final ThrottleKeys CODE_PER_ACCOUNT = throttle(
            "code-per-account",
            "8",
            "PT15M",
            "codes sent on behalf of one account; as many again for its known devices");
    public static final ThrottleKeys CODE_PER_SITE =
            throttle("code-per-site", "0", "PT1H", "codes sent by the whole site");
    /** Caps what strangers can make the operator pay. Nodes take portions of it. */
    public static final ThrottleKeys NEW_PHONES_PER_HOUR = throttle(
            "new-phones-per-hour",
            "1000",
            "PT1H",
            "messages by the whole site to phone numbers that no account has verified");
    /** The same for a longer window. */
    public static final ThrottleKeys NEW_PHONES_PER_DAY =
            throttle("new-phones-per-day", "5000", "PT24H", "the same messages, in a longer window");

    public static final ThrottleKeys REGISTER_PER_ADDRESS =
            throttle("register-per-address", "60", "PT1H", "registrations by one client address");
    public static final ThrottleKeys SIGN_IN_PER_ADDRESS =
            throttle("sign-in-per-address", "100", "PT10M", "sign-in tries by one client address");
    public static final ThrottleKeys AVAILABILITY_PER_ADDRESS =
            throttle("availability-per-address", "60", "PT10M", "availability checks by one client address");
    public static final ThrottleKeys WRITE_PER_ACCOUNT =
            throttle("write-per-account", "30", "PT10M", "password changes and picture uploads by one account");
    /** Limits calls about guarded codes. Too many such codes block their contact. */
    public static final ThrottleKeys GUARDED_CODE_PER_ADDRESS = throttle(
            "guarded-code-per-address", "120", "PT10M", "Sunbird codes asked for or typed by one client address");
    /** Limits codes to one contact whose code is fixed. */
    public static final ThrottleKeys TEST_NUMBER =
            throttle("test-number", "120", "PT1H", "codes of one test number, which no other limit of codes counts");

    /** Limits notices. A stranger who makes the owner get notices cannot fill a mailbox. */
    public static final ThrottleKeys NOTICE =
            throttle("notice", "5", "PT1H", "notices of one kind to the owner of one account");
    /** Limits the notices that too many guesses cause, which any stranger can make. */
    public static final ThrottleKeys LOCK_NOTICE =
            throttle("lock-notice", "1", "PT24H", "notices to the owner of one account that guesses shut a way in");

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** All throttles, in the order of the documentation. */
    public static List<ThrottleKeys> limits() {
        return List.copyOf(LIMITS);
    }

    /** The limits of the native API. */
    public static ThrottlePolicy policy(SettingReader settings) {
        return new ThrottlePolicy(
                CODE_PER_ADDRESS.limit(settings),
                CODE_PER_DESTINATION.limit(settings),
                CODE_PER_ACCOUNT.limit(settings),
                CODE_PER_SITE.limit(settings),
                REGISTER_PER_ADDRESS.limit(settings),
                SIGN_IN_PER_ADDRESS.limit(settings),
                AVAILABILITY_PER_ADDRESS.limit(settings),
                WRITE_PER_ACCOUNT.limit(settings));
    }

    /** The limit that this throttle sets. */
    public ThrottleLimit limit(SettingReader settings) {
        return settings.build(
                "latchkey.throttle." + name, read -> new ThrottleLimit(name, read.get(quota), read.get(window)));
    }

    private static ThrottleKeys throttle(String name, String quota, String window, String meaning) {
        ThrottleKeys declared = new ThrottleKeys(
                name,
                KEYS.add(
                        "throttle." + name + ".quota",
                        SettingType.number(0, 100_000_000),
                        quota,
                        meaning + "; 0 for no limit"),
                KEYS.add("throttle." + name + ".window", SettingType.DURATION, window, "window of that limit"));
        LIMITS.add(declared);
        return declared;
    }
}
