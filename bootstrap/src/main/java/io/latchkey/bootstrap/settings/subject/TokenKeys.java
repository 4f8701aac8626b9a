package io.latchkey.bootstrap.settings.subject;

import io.latchkey.adapters.platform.crypto.KeyRingPolicy;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The keys of tokens and of the keys that sign them. */
public final class TokenKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<String> ISSUER = KEYS.add(
            "token.issuer",
            SettingType.TEXT,
            null,
            "iss of access tokens, and with /proofs behind it of proofs; the default is the public URL");
    public static final Setting<String> AUDIENCE =
            KEYS.add("token.audience", SettingType.TEXT, "latchkey", "aud of access tokens");
    public static final Setting<Duration> KEY_LIFETIME = KEYS.add(
            "token.key-lifetime",
            SettingType.DURATION,
            "P90D",
            "how long a signing key signs before the next one takes over");
    public static final Setting<Duration> KEY_LEAD = KEYS.add(
            "token.key-lead",
            SettingType.DURATION,
            "PT24H",
            "how long a new key is published before it signs; longer than anybody caches the key set");
    public static final Setting<Duration> PROOF_LIFETIME = KEYS.add(
            "token.proof-lifetime", SettingType.DURATION, "PT10M", "life of the proof a verified code answers");
    public static final Setting<List<String>> INTROSPECTION_KEYS = KEYS.add(
            "token.introspection-keys",
            SettingType.LIST,
            "",
            "secrets one of which a service must show to ask /api/v1/tokens/introspect, each of 32 or more characters in"
                    + " production mode; without any, nobody may ask");

    private TokenKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /**
     * {@code iss} of access tokens.
     *
     * @param publicUrl URL at which browsers reach the service, without a slash at the end
     */
    public static String issuer(SettingReader settings, String publicUrl) {
        return settings.find(ISSUER).orElse(publicUrl);
    }

    /**
     * When the keys that sign tokens change.
     *
     * @param accessTokens settings of all lifetimes that access tokens have
     */
    public static KeyRingPolicy keyRing(SettingReader settings, List<Setting<Duration>> accessTokens) {
        return settings.build(
                "latchkey.token",
                read -> new KeyRingPolicy(
                        read.get(KEY_LIFETIME),
                        read.get(KEY_LEAD),
                        accessTokens.stream()
                                .map(read::get)
                                .max(Comparator.naturalOrder())
                                .orElseThrow()));
    }
}
