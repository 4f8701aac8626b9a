package io.latchkey.bootstrap.settings.subject;

import io.latchkey.application.maintenance.RetentionPolicy;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.time.Duration;
import java.util.List;

/** The keys of how long rows are kept. */
public final class RetentionKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<Duration> CHALLENGES =
            KEYS.add("retention.challenges", SettingType.DURATION, "PT24H", "how long expired challenges are kept");
    public static final Setting<Duration> MESSAGES =
            KEYS.add("retention.messages", SettingType.DURATION, "P7D", "how long sent or failed messages are kept");
    public static final Setting<Duration> SESSIONS =
            KEYS.add("retention.sessions", SettingType.DURATION, "P7D", "how long ended sessions are kept");
    public static final Setting<Duration> CREDENTIALS = KEYS.add(
            "retention.credentials", SettingType.DURATION, "P30D", "how long expired API credentials are kept");
    public static final Setting<Duration> PENDING_ACCOUNTS = KEYS.add(
            "retention.pending-accounts",
            SettingType.DURATION,
            "PT48H",
            "after so long an account that verified no contact is forgotten");
    public static final Setting<Duration> SIGN_IN_FAILURES = KEYS.add(
            "retention.sign-in-failures",
            SettingType.DURATION,
            "P30D",
            "after so long failures nobody added to are forgotten");
    public static final Setting<Duration> DECISIONS = KEYS.add(
            "retention.decisions",
            SettingType.DURATION,
            "P30D",
            "how long it is kept why calls were refused and what was sent");

    private RetentionKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** How long rows are kept. */
    public static RetentionPolicy policy(SettingReader settings) {
        return settings.build(
                "latchkey.retention",
                read -> new RetentionPolicy(
                        read.get(CHALLENGES),
                        read.get(MESSAGES),
                        read.get(SESSIONS),
                        read.get(CREDENTIALS),
                        read.get(PENDING_ACCOUNTS),
                        read.get(SIGN_IN_FAILURES),
                        read.get(DECISIONS)));
    }
}
