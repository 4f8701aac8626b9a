package io.latchkey.bootstrap.settings.subject;

import io.latchkey.adapters.platform.crypto.Argon2Settings;
import io.latchkey.adapters.platform.password.BreachedPasswordFile;
import io.latchkey.adapters.platform.password.CommonPasswordList;
import io.latchkey.application.user.port.CommonPasswords;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.domain.user.PasswordPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The keys of passwords and of how they are hashed. */
public final class PasswordKeys {
    private static final String PRODUCT_WORD = "latchkey";

    private static final KeyList KEYS = new KeyList();

    public static final Setting<Integer> MIN_LENGTH = KEYS.add(
            "password.min-length",
            SettingType.number(8, 64),
            "8",
            "shortest new password; 15 where it is the only factor (NIST SP 800-63B-4)");
    public static final Setting<Path> BREACHED = KEYS.add(
            "password.breached-list",
            SettingType.PATH,
            null,
            "file of passwords found in breaches, refused besides the bundled 30,000: lines of SHA-1 in hex, in order, as Pwned Passwords has them");
    public static final Setting<Boolean> CHANGE_ENDS_CREDENTIALS = KEYS.add(
            "password.change-ends-credentials",
            SettingType.BOOLEAN,
            "true",
            "whether a change of the password revokes the account's API credentials, as a reset does in any case");
    public static final Setting<Integer> ARGON2_MEMORY = KEYS.add(
            "password.argon2.memory-kib", SettingType.number(7168, 1 << 20), "19456", "memory of one hash in KiB");
    public static final Setting<Integer> ARGON2_ITERATIONS =
            KEYS.add("password.argon2.iterations", SettingType.number(1, 20), "2", "passes over that memory");
    public static final Setting<Integer> ARGON2_PARALLELISM =
            KEYS.add("password.argon2.parallelism", SettingType.number(1, 16), "1", "lanes of one hash");
    public static final Setting<Integer> ARGON2_CONCURRENT = KEYS.add(
            "password.argon2.concurrent",
            SettingType.number(1, 64),
            null,
            "hashes at once; the default is the number of processors");
    public static final Setting<Integer> ARGON2_QUEUE = KEYS.add(
            "password.argon2.queue",
            SettingType.number(0, 100_000),
            "128",
            "callers that may wait for a hash; more get 503 with Retry-After");
    public static final Setting<Duration> ARGON2_LONGEST_WAIT = KEYS.add(
            "password.argon2.longest-wait", SettingType.DURATION, "PT5S", "how long they wait before they get it, too");

    private PasswordKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** Requirements of a new password. */
    public static PasswordPolicy policy(SettingReader settings) {
        return settings.build(
                "latchkey.password",
                read -> new PasswordPolicy(read.get(MIN_LENGTH), List.of(PRODUCT_WORD, read.get(MessageKeys.SITE))));
    }

    /** The passwords that are refused because attackers try them first. */
    public static CommonPasswords common(SettingReader settings) {
        CommonPasswords bundled = new CommonPasswordList();
        return settings.find(BREACHED)
                .<CommonPasswords>map(file -> {
                    CommonPasswords breached =
                            settings.build("latchkey.password.breached-list", read -> BreachedPasswordFile.open(file));
                    return password -> bundled.contains(password) || breached.contains(password);
                })
                .orElse(bundled);
    }

    /** Costs of a hash, and the number of hashes that run at once. */
    public static Argon2Settings argon2(SettingReader settings) {
        return settings.build(
                "latchkey.password.argon2",
                read -> new Argon2Settings(
                        read.get(ARGON2_MEMORY),
                        read.get(ARGON2_ITERATIONS),
                        read.get(ARGON2_PARALLELISM),
                        read.find(ARGON2_CONCURRENT).orElse(Runtime.getRuntime().availableProcessors()),
                        read.get(ARGON2_QUEUE),
                        read.get(ARGON2_LONGEST_WAIT)));
    }
}
