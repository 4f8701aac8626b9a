package io.latchkey.adapters.platform.numbering;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.latchkey.application.delivery.port.Countries;
import io.latchkey.application.shared.port.NumberFacts;
import io.latchkey.application.shared.port.PhoneNumberParser;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PastedText;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.PhoneNumberType;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads phone numbers and finds their countries with libphonenumber's metadata. */
public final class NumberingPlans implements PhoneNumberParser, NumberFacts, Countries {
    private static final int LONGEST = 40;
    /**
     * The characters that people write numbers with. Letters ("vanity" numbers) and extensions are refused, because
     * messages cannot reach them.
     */
    private static final Pattern WRITTEN =
            Pattern.compile("[+\\uFF0B]?[\\p{Nd}\\s\\p{Z}().\\-/\\u2010-\\u2015\\u00A0\\uFF0D]+");

    /** A blank before the first digit may be the plus sign of a form whose client did not escape it. No country's code begins with 0. */
    private static final Pattern LOST_PLUS = Pattern.compile("^[\\p{Cf}]* [\\p{Cf}]*[\\p{Nd}&&[^0]]");

    /** Country codes that the ITU gave to satellite and global networks. The plans call their numbers mobile or VoIP. */
    private static final Set<Integer> SATELLITE_CODES = Set.of(870, 881, 882, 883);

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String defaultRegion;

    /**
     * @param defaultRegion ISO 3166 code, such as DE
     * @throws IllegalArgumentException when no numbering plan is known for the region
     */
    public NumberingPlans(String defaultRegion) {
        if (!numbers.getSupportedRegions().contains(defaultRegion)) {
            throw new IllegalArgumentException("must be an ISO 3166 region such as US or DE");
        }
        this.defaultRegion = defaultRegion;
    }

    @Override
    public String of(PhoneNumber number) {
        try {
            String region = numbers.getRegionCodeForNumber(numbers.parse(number.value(), null));
            return region == null || region.length() != 2 ? "" : region;
        } catch (NumberParseException noPlanKnowsIt) {
            return "";
        }
    }

    @Override
    public String countryOf(PhoneNumber number) {
        return of(number);
    }

    @Override
    public PhoneNumberType typeOf(PhoneNumber number) {
        try {
            Phonenumber.PhoneNumber parsed = numbers.parse(number.value(), null);
            return SATELLITE_CODES.contains(parsed.getCountryCode())
                    ? PhoneNumberType.SATELLITE
                    : typeOf(numbers.getNumberType(parsed));
        } catch (NumberParseException noPlanKnowsIt) {
            return PhoneNumberType.UNKNOWN;
        }
    }

    private static PhoneNumberType typeOf(PhoneNumberUtil.PhoneNumberType type) {
        return switch (type) {
            case MOBILE, FIXED_LINE_OR_MOBILE -> PhoneNumberType.MOBILE;
            case FIXED_LINE -> PhoneNumberType.FIXED_LINE;
            case TOLL_FREE -> PhoneNumberType.TOLL_FREE;
            case PREMIUM_RATE -> PhoneNumberType.PREMIUM_RATE;
            case SHARED_COST -> PhoneNumberType.SHARED_COST;
            case VOIP -> PhoneNumberType.VOIP;
            case PERSONAL_NUMBER -> PhoneNumberType.PERSONAL;
            case PAGER -> PhoneNumberType.PAGER;
            case UAN -> PhoneNumberType.UNIVERSAL_ACCESS;
            case VOICEMAIL -> PhoneNumberType.VOICEMAIL;
            case UNKNOWN -> PhoneNumberType.UNKNOWN;
        };
    }

    @Override
    public PhoneNumber parse(String raw) {
        // The library knows few of the blanks that there are.
        String written = PastedText.withoutInvisible(raw).replaceAll("\\p{Z}", " ");
        Optional<PhoneNumber> home = find(written);
        Optional<PhoneNumber> number = home;
        if (LOST_PLUS.matcher(raw).find()) {
            Optional<PhoneNumber> international = find("+" + written);
            boolean isAtHome = international
                    .filter(found -> found.value().startsWith("+" + numbers.getCountryCodeForRegion(defaultRegion)))
                    .isPresent();
            if (home.isPresent() && international.isPresent() && !isAtHome) {
                throw new InvalidValueException(
                        "must be a phone number of one country; a form has to escape the plus sign");
            }
            number = international.or(() -> home);
        }
        return number.orElseThrow(
                () -> new InvalidValueException("must be a phone number that exists, such as +4915112345678"));
    }

    private Optional<PhoneNumber> find(String written) {
        if (written.length() <= LONGEST && WRITTEN.matcher(written).matches()) {
            try {
                Phonenumber.PhoneNumber number = numbers.parse(written, defaultRegion);
                if (numbers.isValidNumber(number)) {
                    return Optional.of(new PhoneNumber(numbers.format(number, PhoneNumberFormat.E164)));
                }
            } catch (NumberParseException refused) {
                // not found, like a number that no plan knows
            }
        }
        return Optional.empty();
    }
}
