package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.Problems;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.domain.otp.CodeDeed;
import io.latchkey.domain.otp.CustomPurposes;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of one-time codes. */
public final class OtpKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<List<String>> TEST_NUMBERS = KEYS.add(
            "test-numbers",
            SettingType.LIST,
            "",
            "phone numbers and e-mail addresses with fixed codes, each `<contact>=<code>;until=<date>;from=<addresses>`; see"
                    + " test-numbers.md");

    public static final Setting<List<String>> CUSTOM_PURPOSES = KEYS.add(
            "otp.purposes",
            SettingType.LIST,
            "",
            "names that callers may use behind custom: as the purpose of a code; without any, dev mode takes every name and"
                    + " production mode none");

    private static final List<PurposeKeys> PURPOSES =
            List.of("verify-contact", "sign-in", "second-factor", "reset-password", "custom").stream()
                    .flatMap(family -> Arrays.stream(ContactKind.values()).map(kind -> purpose(family, kind)))
                    .toList();

    private OtpKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** Rows of the documentation's table for the keys that purposes name. */
    public static List<String> rowsOfNames() {
        return List.of(
                "| `latchkey.otp.purpose-names.<purpose>.<locale>` | text | – | what messages in that language call the custom purpose, such as `latchkey.otp.purpose-names.approve-payment.de`; without one they call it the default locale's or the English name, else by the name of the site |");
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
        Map<String, CodeDeed> deeds = new HashMap<>();
        CustomPurposes customPurposes = customPurposes(settings);
        Problems problems = new Problems();
        for (PurposeKeys keys : purposes) {
            keys.deed().ifPresent(deed -> deeds.put(keys.family(), deed));
            problems.read(() -> keys.policy(settings))
                    .ifPresent(policy -> keys.kinds().forEach(kind -> {
                        OtpPolicies.Key key = new OtpPolicies.Key(keys.family(), kind);
                        policies.put(key, policy);
                        problems.read(() -> settings.build(
                                keys.prefix(), read -> new OtpPolicies(Map.of(key, policy), deeds, customPurposes)));
                    }));
        }
        problems.refuse();
        return settings.build("latchkey.otp", read -> new OtpPolicies(policies, deeds, customPurposes));
    }

    /** The custom purposes that callers may name; in dev mode any, unless some are listed. */
    private static CustomPurposes customPurposes(SettingReader settings) {
        List<String> names = settings.get(CUSTOM_PURPOSES);
        if (names.isEmpty() && settings.get(ServerKeys.MODE) == Mode.DEV) {
            return CustomPurposes.ANY;
        }
        try {
            return CustomPurposes.only(Set.copyOf(names));
        } catch (InvalidValueException bad) {
            throw new InvalidSettingException(CUSTOM_PURPOSES.key()
                    + " must be names of 1 to 40 small letters, digits and hyphens, with commas between them.");
        }
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
