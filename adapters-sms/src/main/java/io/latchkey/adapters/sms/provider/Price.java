package io.latchkey.adapters.sms.provider;

import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.domain.delivery.Cost;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The price of a message.
 *
 * @param currency ISO 4217 code
 * @param standard price of a segment to a country that is not listed
 * @param countries price of a segment by ISO 3166 country
 */
public record Price(String currency, BigDecimal standard, Map<String, BigDecimal> countries) {
    /**
     * Reads the section {@code price} of a definition.
     *
     * @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key
     */
    public static Price read(Place place) {
        Map<String, Place> members = new HashMap<>(place.members());
        Place currency = required(place, members.remove("currency"), "currency");
        currency.require(currency.text().matches("[A-Z]{3}"), "must be an ISO 4217 code such as EUR");
        BigDecimal standard = amount(required(place, members.remove("default"), "default"));
        Map<String, BigDecimal> countries = new HashMap<>();
        Set<String> known = Set.of(Locale.getISOCountries());
        members.forEach((country, amount) -> {
            amount.require(known.contains(country), "is no ISO 3166 country");
            countries.put(country, amount(amount));
        });
        return new Price(currency.text(), standard, Map.copyOf(countries));
    }

    private static Place required(Place place, @Nullable Place member, String name) {
        if (member == null) {
            throw place.refuse("must have the key " + name);
        }
        return member;
    }

    private static BigDecimal amount(Place place) {
        place.require(place.text().matches("[0-9]{1,6}(\\.[0-9]{1,8})?"), "must be an amount such as 0.075");
        return new BigDecimal(place.text());
    }

    /** @param country ISO 3166 code */
    public BigDecimal of(String country) {
        return countries.getOrDefault(country, standard);
    }

    /** The cost of a number of segments to a country. */
    public Cost cost(String country, int segments) {
        return new Cost(
                of(country)
                        .multiply(BigDecimal.valueOf(segments))
                        .movePointRight(6)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact(),
                currency);
    }
}
