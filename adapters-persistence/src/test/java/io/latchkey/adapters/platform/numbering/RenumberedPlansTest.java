package io.latchkey.adapters.platform.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import io.latchkey.domain.shared.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenumberedPlansTest {
    private static final RenumberedPlans PLANS = new RenumberedPlans();
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    /** The country that has shut numbers which the library still knows. */
    private static final String SHUT = "+241";

    private final Random random = new Random(2024);

    private static Optional<String> successorOf(String number) {
        return PLANS.successorOf(new PhoneNumber(number)).map(PhoneNumber::value);
    }

    private static boolean isInUse(String number) {
        try {
            Phonenumber.PhoneNumber parsed = LIBRARY.parse(number, null);
            return LIBRARY.isValidNumber(parsed)
                    && LIBRARY.format(parsed, PhoneNumberFormat.E164).equals(number);
        } catch (NumberParseException noPlanKnowsIt) {
            return false;
        }
    }

    /** Pairs that regulators and networks published when they changed, and numbers of the kinds they described. */
    @ParameterizedTest
    @CsvFileSource(resources = "renumbered.csv", numLinesToSkip = 1)
    void knows_the_successor_of_a_number(String plan, String old, String today) {
        assertThat(isInUse(today)).as(today + " is in use").isTrue();
        assertThat(successorOf(old.replace(" ", ""))).as(plan).contains(today);
        assertThat(successorOf(today)).as("successor of a successor").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MX, 044 55 1234 5678, +525512345678",
        "MX, 045 55 1234 5678, +525512345678",
        "MX, 01 55 1234 5678, +525512345678",
        "MX, 1 55 1234 5678, +525512345678",
        "BJ, 97 12 34 56, +2290197123456",
        "CI, 07 12 34 56, +2250707123456",
        "GA, 07 12 34 56, +24177123456",
        "BR, (11) 8123-4567, +5511981234567",
        "TG, 9 01 00 01, +22890010001",
        "VN, 0121 234 5678, +84792345678",
        "CH, 01 234 56 78, +41442345678",
        "CH, +41 (0)1 234 56 78, +41442345678",
        "RU, 8 095 234-56-78, +74952345678",
        "MA, 061 23 45 67, +212661234567",
        "CO, 1 5625300, +576015625300",
    })
    void reads_the_old_form_of_the_default_region(String region, String typed, String today) {
        assertThat(new NumberingPlans(region).parse(typed).value()).isEqualTo(today);
    }

    /** A number of Egypt's 015 was Mobinil's before 2011 and is a fourth network's now; Argentina's 11 without 9 is a landline. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "+201501234567",
                "+541123456789",
                "+5491123456789",
                "+82112345678",
                "+38138123456",
                "+4915112345678",
                "+999123456789",
                "+2429123456"
            })
    void leaves_a_number_that_was_not_replaced(String number) {
        assertThat(successorOf(number)).isEmpty();
    }

    @Test
    void never_replaces_a_number_in_use() {
        NumberingPlans plans = new NumberingPlans("DE");
        int tried = 0;
        for (String region : LIBRARY.getSupportedRegions()) {
            for (PhoneNumberType type : PhoneNumberType.values()) {
                Phonenumber.PhoneNumber example = LIBRARY.getExampleNumberForType(region, type);
                for (int i = 0; example != null && i < 60; i++) {
                    String number = vary(LIBRARY.format(example, PhoneNumberFormat.E164), 1 + i % 8);
                    if (number.length() > 7 && isInUse(number) && !number.startsWith(SHUT)) {
                        tried++;
                        assertThat(successorOf(number)).as(number).isEmpty();
                        assertThat(plans.parse(number).value()).isEqualTo(number);
                    }
                }
            }
        }
        assertThat(tried).isGreaterThan(20_000);
    }

    private String vary(String number, int digits) {
        StringBuilder varied = new StringBuilder(number);
        for (int i = 0; i < digits && varied.length() - 1 - i > 3; i++) {
            varied.setCharAt(varied.length() - 1 - i, digit());
        }
        return varied.toString();
    }

    private char digit() {
        return (char) ('0' + random.nextInt(10));
    }

    private static List<Renumbering> changes() {
        return PLANS.changes();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void each_change_leads_from_numbers_that_nobody_has_to_numbers_in_use(Renumbering change) {
        int found = 0;
        for (int i = 0; i < 150; i++) {
            String old = sample(change);
            Optional<String> successor = successorOf("+" + old);
            if (successor.isPresent()) {
                found++;
                assertThat(isInUse(successor.get())).as(successor.get()).isTrue();
                assertThat(successorOf(successor.get())).isEmpty();
                assertThat(isInUse("+" + old) && !change.isShut()).as(old).isFalse();
            } else if (!isInUse("+" + old)) {
                assertThat(directSuccessors(old)).as(old).isEmpty();
            }
        }
        assertThat(found).as("numbers that the change explains").isPositive();
    }

    /** Numbers in use to which a single change leads: more than one would be a contradiction of the list. */
    private static Set<String> directSuccessors(String old) {
        List<String> reached = changes().stream()
                .flatMap(change -> change.apply(old).stream())
                .map(digits -> "+" + digits)
                .filter(RenumberedPlansTest::isInUse)
                .toList();
        return Set.copyOf(reached);
    }

    /** Any old number of a change. Each digit is one with which the number can still become such a number. */
    private String sample(Renumbering change) {
        StringBuilder number = new StringBuilder();
        while (!change.old().matcher(number).matches()) {
            List<Character> possible = new ArrayList<>();
            for (char digit = '0'; digit <= '9'; digit++) {
                Matcher matcher = change.old().matcher(number.toString() + digit);
                if (matcher.matches() || matcher.hitEnd()) {
                    possible.add(digit);
                }
            }
            number.append(possible.get(random.nextInt(possible.size())));
        }
        return number.toString();
    }

    @Test
    void lists_changes_with_a_date_and_a_source() {
        assertThat(changes()).hasSizeGreaterThan(250).allSatisfy(change -> {
            assertThat(change.country()).matches("[A-Z]{2}");
            assertThat(change.since()).matches("20[0-2][0-9](-[01][0-9](-[0-3][0-9])?)?");
            assertThat(change.since()).isGreaterThan("2001-11");
            assertThat(change.source()).isNotBlank();
        });
        assertThat(changes().stream().map(Renumbering::country).distinct()).hasSizeGreaterThan(45);
    }

    @Test
    void refuses_a_line_with_too_few_columns() {
        assertThatThrownBy(() -> Renumbering.parse("MX 2019-08-03 521(.*) 52{1}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void has_one_edition_for_one_list() {
        assertThat(PLANS.edition()).isEqualTo(new RenumberedPlans().edition()).isNotZero();
    }
}
