package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.domain.admin.AdminPolicy;
import java.time.Duration;
import java.util.List;

/** The keys of administration. */
public final class AdminKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<Boolean> SECOND_FACTOR = KEYS.add(
            "admin.second-factor",
            SettingType.BOOLEAN,
            "true",
            "whether administrators must have signed in by a password and a code; if so, API credentials administer nothing");
    public static final Setting<Duration> RECENT_SIGN_IN = KEYS.add(
            "admin.recent-sign-in",
            SettingType.DURATION,
            "PT10M",
            "how recent an administrator's sign-in must be for what is dangerous; PT1M to PT1H");
    public static final Setting<Duration> DELETION_GRACE = KEYS.add(
            "admin.deletion-grace",
            SettingType.DURATION,
            "P30D",
            "time in which an account that an administrator deleted can be restored; PT0S to P365D");
    public static final Setting<Duration> BOOTSTRAP_LIFETIME = KEYS.add(
            "admin.bootstrap-lifetime",
            SettingType.DURATION,
            "PT1H",
            "life of the token that `admin bootstrap` prints; PT1M to PT24H");

    public static final Setting<Boolean> AUDIT_STORE = KEYS.add(
            "admin.audit-store",
            SettingType.BOOLEAN,
            "true",
            "whether events of the audit trail are also kept in the database, as a chain that shows when somebody altered it");
    public static final Setting<Duration> AUDIT_RETENTION = KEYS.add(
            "admin.audit-retention", SettingType.DURATION, "P400D", "how long they are kept there; P1D to P3660D");

    private AdminKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** What administration asks of those who administer. */
    public static AdminPolicy policy(SettingReader settings) {
        return settings.build(
                "latchkey.admin",
                read -> new AdminPolicy(
                        read.get(RECENT_SIGN_IN),
                        read.get(SECOND_FACTOR),
                        read.get(DELETION_GRACE),
                        read.get(BOOTSTRAP_LIFETIME),
                        read.get(AUDIT_RETENTION)));
    }
}
