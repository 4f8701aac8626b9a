package io.latchkey.adapters.platform.numbering;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.latchkey.application.shared.port.NumberHistory;
import io.latchkey.domain.shared.PhoneNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows a number through the changes of {@code renumbered.txt}. A number that a plan knows today is nobody's old number, unless its
 * country has shut it. Where two changes lead to two numbers, nobody knows which is right, and there is no successor.
 */
public final class RenumberedPlans implements NumberHistory {
    private static final String LIST = "renumbered.txt";

    private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
    private final List<Renumbering> changes;
    private final int edition;

    public RenumberedPlans() {
        String list = read();
        changes = list.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Renumbering::parse)
                .toList();
        edition = list.hashCode();
    }

    private static String read() {
        try (InputStream list = RenumberedPlans.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException(LIST + " is missing");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<Renumbering> changes() {
        return changes;
    }

    @Override
    public int edition() {
        return edition;
    }

    @Override
    public Optional<PhoneNumber> successorOf(PhoneNumber number) {
        List<String> successors =
                follow(number.value().substring(1), "").distinct().toList();
        return successors.size() == 1 ? Optional.of(new PhoneNumber("+" + successors.get(0))) : Optional.empty();
    }

    /** Numbers that a plan knows today, reached by changes later than a time. */
    private Stream<String> follow(String digits, String after) {
        boolean isInUse = known(digits).isPresent();
        return changes.stream()
                .filter(change -> change.since().compareTo(after) > 0 && (change.isShut() || !isInUse))
                .flatMap(change -> change.apply(digits).stream().flatMap(next -> reach(next, change.since())));
    }

    private Stream<String> reach(String digits, String since) {
        Optional<String> known = known(digits);
        return known.isPresent() ? known.filter(digits::equals).stream() : follow(digits, since);
    }

    /** The digits as the plans write them; empty when no plan knows such a number. */
    private Optional<String> known(String digits) {
        try {
            Phonenumber.PhoneNumber number = plans.parse("+" + digits, null);
            return plans.isValidNumber(number)
                    ? Optional.of(plans.format(number, PhoneNumberFormat.E164).substring(1))
                    : Optional.empty();
        } catch (NumberParseException noPlanKnowsIt) {
            return Optional.empty();
        }
    }
}
