package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.domain.user.LockoutPolicy;
import java.time.Duration;
import java.util.List;

/** The keys of signing in by password. */
public final class SignInKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<Boolean> SECOND_FACTOR_REQUIRED = KEYS.add(
            "sign-in.second-factor-required",
            SettingType.BOOLEAN,
            "false",
            "whether every password sign-in is followed by a code, whatever the account says");
    public static final Setting<Boolean> SOLE_CONTACT_RESETS = KEYS.add(
            "sign-in.sole-contact-resets",
            SettingType.BOOLEAN,
            "false",
            "whether the contact of the second factor resets the password of an account that has no other; one message is"
                    + " then enough to take it");
    public static final Setting<Integer> FREE_FAILURES = KEYS.add(
            "sign-in.free-failures",
            SettingType.number(1, 20),
            "5",
            "wrong passwords in a row from one origin without a wait");
    public static final Setting<Duration> FIRST_WAIT = KEYS.add(
            "sign-in.first-wait", SettingType.DURATION, "PT30S", "wait after those; doubles with every further one");
    public static final Setting<Duration> LONGEST_WAIT =
            KEYS.add("sign-in.longest-wait", SettingType.DURATION, "PT1H", "the wait grows no further");

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
}
