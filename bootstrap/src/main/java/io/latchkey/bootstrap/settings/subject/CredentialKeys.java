package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.domain.user.CredentialPolicy;
import java.time.Duration;
import java.util.List;

/** The keys of API credentials. */
public final class CredentialKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<Duration> LIFETIME = KEYS.add(
            "credentials.lifetime",
            SettingType.DURATION,
            "P90D",
            "usual and longest life of an API credential, also of one that a face makes");
    public static final Setting<Boolean> ENDLESS = KEYS.add(
            "credentials.endless",
            SettingType.BOOLEAN,
            "false",
            "whether a credential may live longer, or with expiresAt null for ever, where its owner asks for that");

    private CredentialKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** How long credentials last. */
    public static CredentialPolicy policy(SettingReader settings) {
        return settings.build(
                "latchkey.credentials", read -> new CredentialPolicy(read.get(LIFETIME), read.get(ENDLESS)));
    }
}
