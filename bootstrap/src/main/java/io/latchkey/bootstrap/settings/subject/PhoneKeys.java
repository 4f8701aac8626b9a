package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.domain.shared.PhoneNumberPolicy;
import io.latchkey.domain.shared.PhoneNumberType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The keys of which phone numbers get codes. */
public final class PhoneKeys {
    private static final KeyList KEYS = new KeyList();
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final String NAMES = Arrays.stream(PhoneNumberType.values())
            .filter(type -> type != PhoneNumberType.UNKNOWN)
            .map(PhoneKeys::name)
            .collect(Collectors.joining(", "));

    public static final Setting<List<String>> TYPES = KEYS.add(
            "phones.types",
            SettingType.LIST,
            "mobile, fixed-line, toll-free, voip, personal",
            "kinds of phone numbers that get codes, of " + NAMES
                    + "; a number that may be mobile or of a fixed line counts as mobile");
    public static final Setting<List<String>> PHONE_COUNTRIES = KEYS.add(
            "phones.countries",
            SettingType.LIST,
            "",
            "ISO 3166 codes of countries whose numbers get codes, such as DE, AT, or, each with a minus before it, of those"
                    + " whose numbers get none, such as -RU; without any, all do");

    private PhoneKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** Which phone numbers get codes. */
    public static PhoneNumberPolicy policy(SettingReader settings) {
        return new PhoneNumberPolicy(types(settings), countries(settings));
    }

    /** Kinds of numbers that get codes though they cost more than usual, or cannot show a message. */
    public static List<String> unusual(SettingReader settings) {
        Set<PhoneNumberType> usual = Set.of(
                PhoneNumberType.MOBILE,
                PhoneNumberType.FIXED_LINE,
                PhoneNumberType.TOLL_FREE,
                PhoneNumberType.VOIP,
                PhoneNumberType.PERSONAL);
        return types(settings).stream()
                .filter(type -> !usual.contains(type))
                .map(PhoneKeys::name)
                .sorted()
                .toList();
    }

    private static Set<PhoneNumberType> types(SettingReader settings) {
        List<String> names = settings.get(TYPES);
        Set<PhoneNumberType> types = Arrays.stream(PhoneNumberType.values())
                .filter(type -> type != PhoneNumberType.UNKNOWN && names.contains(name(type)))
                .collect(Collectors.toSet());
        if (types.isEmpty() || types.size() < Set.copyOf(names).size()) {
            throw new InvalidSettingException(
                    TYPES.key() + " must be names of " + NAMES + ", with commas between them.");
        }
        return types;
    }

    private static Predicate<String> countries(SettingReader settings) {
        List<String> texts = settings.get(PHONE_COUNTRIES);
        boolean isDenying = !texts.isEmpty() && texts.get(0).startsWith("-");
        Set<String> codes = texts.stream()
                .map(text -> isDenying && text.startsWith("-") ? text.substring(1) : text)
                .collect(Collectors.toSet());
        boolean isMixed = isDenying && !texts.stream().allMatch(text -> text.startsWith("-"));
        if (isMixed || !COUNTRIES.containsAll(codes)) {
            throw new InvalidSettingException(PHONE_COUNTRIES.key()
                    + " must be ISO 3166 codes such as DE, AT, either none or all of them with a minus before it.");
        }
        return country -> codes.isEmpty() || codes.contains(country) != isDenying;
    }

    private static String name(PhoneNumberType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
