package io.latchkey.adapters.sms.provider;

import io.latchkey.domain.shared.Channel;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Facts about a provider that is not open. An operator sets the value {@code x} by {@code latchkey.providers.<name>.x}.
 *
 * @param name the name in routes, records, metrics and the receipts' address; 1 to 40 letters, digits and hyphens
 * @param channel the channel that it sends by
 * @param defaults default values, by name
 * @param required names of the values that an operator must set
 * @param optional names of values that may be missing
 * @param price the price of a message; empty when it is not known
 */
public record ProviderFacts(
        String name,
        Channel channel,
        Map<String, String> defaults,
        Set<String> required,
        Set<String> optional,
        Optional<Price> price) {
    public ProviderFacts {
        defaults = Map.copyOf(defaults);
        required = Set.copyOf(required);
        optional = Set.copyOf(optional);
    }

    /** Facts about a provider that requires these values. */
    public static ProviderFacts of(String name, Channel channel, String... required) {
        return new ProviderFacts(name, channel, Map.of(), Set.of(required), Set.of(), Optional.empty());
    }

    /** These facts with default values. */
    public ProviderFacts withDefaults(Map<String, String> values) {
        return new ProviderFacts(name, channel, values, required, optional, price);
    }

    /** Sorted names of all values that an operator may set. */
    public Set<String> values() {
        Set<String> names = new HashSet<>(defaults.keySet());
        names.addAll(required);
        names.addAll(optional);
        return new TreeSet<>(names);
    }
}
