package io.latchkey.domain.shared;

import java.util.Set;
import java.util.function.Predicate;

/**
 * Which phone numbers get codes.
 *
 * @param types kinds of numbers that do
 * @param countries answers whether numbers of a country do, by its ISO 3166 code; empty text for numbers of no country
 */
public record PhoneNumberPolicy(Set<PhoneNumberType> types, Predicate<String> countries) {
    /** Every number. */
    public static final PhoneNumberPolicy ALL =
            new PhoneNumberPolicy(Set.of(PhoneNumberType.values()), country -> true);

    public PhoneNumberPolicy {
        types = Set.copyOf(types);
    }

    public boolean admits(PhoneNumberType type, String country) {
        return types.contains(type) && countries.test(country);
    }
}
