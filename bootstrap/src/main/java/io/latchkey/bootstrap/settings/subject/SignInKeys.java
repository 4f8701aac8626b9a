package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.domain.user.LockoutPolicy;
import java.time.Duration;
import java.util.List;

/** The keys of signing in, and of guessing. */
public final class SignInKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<Boolean> SECOND_FACTOR_REQUIRED = KEYS.add(
            "sign-in.second-factor-required",
            SettingType.BOOLEAN,
            "false",
            "whether every password sign-in is followed by a code, whatever the account says");
    public static final Setting<Integer> FREE_FAILURES = KEYS.add(
            "sign-in.free-failures",
            SettingType.number(1, 20),
            "5",
            "wrong passwords or codes in a row of one origin or known device without a wait");
    public static final Setting<Duration> FIRST_WAIT = KEYS.add(
            "sign-in.first-wait", SettingType.DURATION, "PT30S", "wait after those; doubles with every further one");
    public static final Setting<Duration> LONGEST_WAIT =
            KEYS.add("sign-in.longest-wait", SettingType.DURATION, "PT1H", "the wait grows no further");

    public static final Setting<Integer> STRANGERS_FREE_FAILURES = KEYS.add(
            "sign-in.strangers.free-failures",
            SettingType.number(1, 20),
            "4",
            "wrong passwords, or wrong codes, in a row at one account of all strangers together without a wait");
    public static final Setting<Duration> STRANGERS_WAIT = KEYS.add(
            "sign-in.strangers.wait",
            SettingType.DURATION,
            "PT15M",
            "wait after each further one, for all but known devices; shorter waits let strangers guess more often");

    private SignInKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** How long wrong passwords make further tries wait. */
    public static LockoutPolicy lockout(SettingReader settings) {
        return settings.build(
                "latchkey.sign-in",
                read -> new LockoutPolicy(read.get(FREE_FAILURES), read.get(FIRST_WAIT), read.get(LONGEST_WAIT)));
    }

    /** How long wrong guesses of strangers make all strangers wait. */
    public static LockoutPolicy strangers(SettingReader settings) {
        return settings.build(
                "latchkey.sign-in.strangers",
                read -> new LockoutPolicy(
                        read.get(STRANGERS_FREE_FAILURES), read.get(STRANGERS_WAIT), read.get(STRANGERS_WAIT)));
    }
}
