package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.domain.session.SessionPolicy;
import java.time.Duration;
import java.util.List;

/** The keys of sessions. */
public final class SessionKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<Duration> ACCESS_TOKEN_LIFETIME = KEYS.add(
            "session.access-token-lifetime", SettingType.DURATION, "PT15M", "life of an access token; PT1M to PT24H");
    public static final Setting<Duration> LIFETIME = KEYS.add(
            "session.lifetime",
            SettingType.DURATION,
            "P30D",
            "absolute end of a session, however often it is refreshed");
    public static final Setting<Duration> IDLE_TIMEOUT = KEYS.add(
            "session.idle-timeout", SettingType.DURATION, "P14D", "a session not refreshed for so long is over");
    public static final Setting<Duration> TWO_FACTORS_LIFETIME = KEYS.add(
            "session.two-factors.lifetime",
            SettingType.DURATION,
            null,
            "the same for sessions whose acr is latchkey:two-factors; session.lifetime unless set, PT24H by NIST AAL2");
    public static final Setting<Duration> TWO_FACTORS_IDLE_TIMEOUT = KEYS.add(
            "session.two-factors.idle-timeout",
            SettingType.DURATION,
            null,
            "the same for sessions whose acr is latchkey:two-factors; session.idle-timeout unless set, PT1H by NIST AAL2");
    public static final Setting<Duration> REFRESH_GRACE = KEYS.add(
            "session.refresh-grace",
            SettingType.DURATION,
            "PT10S",
            "for so long the refresh token just replaced answers the same successor; PT0S to PT60S");
    public static final Setting<Duration> RECENT_SIGN_IN = KEYS.add(
            "session.recent-sign-in",
            SettingType.DURATION,
            "PT10M",
            "how fresh a sign-in must be to change contacts or factors, make credentials or delete the account");
    public static final Setting<Boolean> EMAIL_IS_FACTOR = KEYS.add(
            "session.email-is-factor",
            SettingType.BOOLEAN,
            "false",
            "whether tokens tell of two factors (amr mfa, acr) after a password and a code by e-mail; NIST SP 800-63B-4 says no");

    private SessionKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** How long sessions and their tokens live. */
    public static SessionPolicy policy(SettingReader settings) {
        return settings.build(
                "latchkey.session",
                read -> new SessionPolicy(
                        read.get(ACCESS_TOKEN_LIFETIME),
                        new SessionPolicy.Span(read.get(LIFETIME), read.get(IDLE_TIMEOUT)),
                        new SessionPolicy.Span(
                                read.find(TWO_FACTORS_LIFETIME).orElseGet(() -> read.get(LIFETIME)),
                                read.find(TWO_FACTORS_IDLE_TIMEOUT).orElseGet(() -> read.get(IDLE_TIMEOUT))),
                        read.get(REFRESH_GRACE),
                        read.get(RECENT_SIGN_IN)));
    }
}
