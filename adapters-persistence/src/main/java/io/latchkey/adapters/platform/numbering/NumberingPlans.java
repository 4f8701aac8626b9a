package io.latchkey.adapters.platform.numbering;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.latchkey.application.delivery.port.Countries;
import io.latchkey.application.shared.port.NumberFacts;
import io.latchkey.application.shared.port.NumberHistory;
import io.latchkey.application.shared.port.PhoneNumberParser;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PastedText;
import io.latchkey.domain.shared.PhoneLink;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.PhoneNumberType;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads phone numbers and finds their countries with libphonenumber's metadata. A number that was replaced is read as its successor. */
public final class NumberingPlans implements PhoneNumberParser, NumberFacts, Countries {
    private static final int LONGEST = 40;
    /**
     * The characters that people write numbers with: digits of any script, blanks, dots, slashes, hyphens and brackets, also those
     * of double width. Letters ("vanity" numbers) and extensions are refused, because messages cannot reach them.
     */
    private static final Pattern WRITTEN = Pattern.compile(
            "[(\\[\\uFF08\\uFF3B]?\\s*[+\\uFF0B]?[\\p{Nd}\\s\\p{Z}()\\[\\].\\-/\\u2010-\\u2015\\u2212\\uFF08\\uFF09\\uFF0D-\\uFF0F\\uFF3B\\uFF3D]+");

    /** A blank before the first digit may be the plus sign of a form whose client did not escape it. No country's code begins with 0. */
    private static final Pattern LOST_PLUS = Pattern.compile("^[\\p{Cf}]* [\\p{Cf}]*[\\p{Nd}&&[^0]]");

    /** Country codes that the ITU gave to satellite and global networks. The plans call their numbers mobile or VoIP. */
    private static final Set<Integer> SATELLITE_CODES = Set.of(870, 881, 882, 883);

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final NumberHistory history = new RenumberedPlans();
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

    /**
     * Writes a number as people of the default region write it among themselves: its digits, with the trunk prefix where they do not
     * leave it out. A number with another country code stays in E.164, and so does one that would not be read back.
     */
    public String nationalForm(PhoneNumber number) {
        return written(number)
                .filter(text -> find(text).equals(Optional.of(number)))
                .orElse(number.value());
    }

    private Optional<String> written(PhoneNumber number) {
        try {
            Phonenumber.PhoneNumber parsed = numbers.parse(number.value(), null);
            if (parsed.getCountryCode() != numbers.getCountryCodeForRegion(defaultRegion)) {
                return Optional.empty();
            }
            String digits = numbers.getNationalSignificantNumber(parsed);
            // The finder of numbers in texts knows where the prefix may be missing.
            boolean isEnough =
                    numbers.findNumbers(digits, defaultRegion).iterator().hasNext();
            return Optional.of(
                    isEnough
                            ? digits
                            : PhoneNumberUtil.normalizeDigitsOnly(numbers.format(parsed, PhoneNumberFormat.NATIONAL)));
        } catch (NumberParseException noPlanKnowsIt) {
            return Optional.empty();
        }
    }

    @Override
    public PhoneNumber parse(String raw) {
        String number = PhoneLink.numberIn(raw);
        // The library knows few of the blanks that there are.
        String written = PastedText.withoutInvisible(number).replaceAll("\\p{Z}", " ");
        Optional<PhoneNumber> home = find(written);
        Optional<PhoneNumber> found = home;
        if (LOST_PLUS.matcher(number).find()) {
            Optional<PhoneNumber> international = find("+" + written);
            boolean isAtHome = international
                    .filter(abroad -> abroad.value().startsWith("+" + numbers.getCountryCodeForRegion(defaultRegion)))
                    .isPresent();
            if (home.isPresent() && international.isPresent() && !isAtHome) {
                throw new InvalidValueException(
                        "must be a phone number of one country; a form has to escape the plus sign");
            }
            found = international.or(() -> home);
        }
        return found.orElseThrow(
                () -> new InvalidValueException("must be a phone number that exists, such as +4915112345678"));
    }

    private Optional<PhoneNumber> find(String written) {
        if (written.length() <= LONGEST && WRITTEN.matcher(written).matches()) {
            try {
                Phonenumber.PhoneNumber number = numbers.parse(written, defaultRegion);
                Optional<PhoneNumber> successor = successorOf(number);
                return successor.isEmpty() && numbers.isValidNumber(number)
                        ? Optional.of(new PhoneNumber(numbers.format(number, PhoneNumberFormat.E164)))
                        : successor;
            } catch (NumberParseException | InvalidValueException refused) {
                // not found, like a number that no plan knows
            }
        }
        return Optional.empty();
    }

    private Optional<PhoneNumber> successorOf(Phonenumber.PhoneNumber number) {
        PhoneNumber asWritten = new PhoneNumber(numbers.format(number, PhoneNumberFormat.E164));
        return history.successorOf(asWritten)
                .or(() -> withoutTrunkPrefix(number).flatMap(history::successorOf));
    }

    /** The library leaves the prefix of national calls on numbers that are too short for today's plan. */
    private Optional<PhoneNumber> withoutTrunkPrefix(Phonenumber.PhoneNumber number) {
        String prefix =
                numbers.getNddPrefixForRegion(numbers.getRegionCodeForCountryCode(number.getCountryCode()), true);
        String digits = numbers.getNationalSignificantNumber(number);
        return prefix != null && !prefix.isEmpty() && digits.startsWith(prefix) && !numbers.isValidNumber(number)
                ? Optional.of(new PhoneNumber("+" + number.getCountryCode() + digits.substring(prefix.length())))
                : Optional.empty();
    }
}
