package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.shared.ContactKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys of one-time codes. */
public final class OtpKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<List<String>> TEST_NUMBERS = KEYS.add(
            "test-numbers",
            SettingType.LIST,
            "",
            "phone numbers and e-mail addresses with fixed codes, each `<contact>=<code>;until=<date>;from=<addresses>`; see"
                    + " test-numbers.md");

    private static final List<PurposeKeys> PURPOSES =
            List.of("verify-contact", "sign-in", "second-factor", "reset-password", "custom").stream()
                    .flatMap(family -> Arrays.stream(ContactKind.values()).map(kind -> purpose(family, kind)))
                    .toList();

    private OtpKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** The keys of each purpose of the native API. */
    public static List<PurposeKeys> purposes() {
        return PURPOSES;
    }

    /**
     * The policies of codes of each purpose.
     *
     * @param purposes keys of the purposes of the native API and of faces
     */
    public static OtpPolicies policies(SettingReader settings, List<PurposeKeys> purposes) {
        Map<OtpPolicies.Key, OtpPolicy> policies = new HashMap<>();
        for (PurposeKeys keys : purposes) {
            OtpPolicy policy = keys.policy(settings);
            keys.kinds().forEach(kind -> policies.put(new OtpPolicies.Key(keys.family(), kind), policy));
        }
        return settings.build("latchkey.otp", read -> new OtpPolicies(policies));
    }

    private static PurposeKeys purpose(String family, ContactKind kind) {
        return PurposeKeys.declare(
                KEYS,
                family,
                List.of(kind),
                "otp." + family + "." + kind.wireName(),
                new PurposeKeys.Defaults(6, lifetime(family, kind), 5, 4, "PT30S", 4, "PT15M"));
    }

    private static String lifetime(String family, ContactKind kind) {
        return switch (family) {
            case "verify-contact" -> kind == ContactKind.EMAIL ? "PT1H" : "PT10M";
            case "reset-password" -> kind == ContactKind.EMAIL ? "PT30M" : "PT10M";
            case "second-factor", "sign-in" -> kind == ContactKind.EMAIL ? "PT10M" : "PT5M";
            default -> "PT10M";
        };
    }
}
