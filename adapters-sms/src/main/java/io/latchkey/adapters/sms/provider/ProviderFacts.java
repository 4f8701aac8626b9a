package io.latchkey.adapters.sms.provider;

import io.latchkey.domain.shared.Channel;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a provider before it is opened. An operator's value {@code x} stands at {@code latchkey.providers.<name>.x}.
 *
 * @param name what routes, records, metrics and the receipts' address call it; 1 to 40 letters, digits and hyphens
 * @param channel what it carries messages by
 * @param defaults values that need not be set, by name
 * @param required names of the values that an operator must set
 * @param optional names of values that may be missing
 * @param price what a message costs; empty where that is not known
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

    /** A provider that needs these values of the operator. */
    public static ProviderFacts of(String name, Channel channel, String... required) {
        return new ProviderFacts(name, channel, Map.of(), Set.of(required), Set.of(), Optional.empty());
    }

    /** The same, where these values need not be set. */
    public ProviderFacts withDefaults(Map<String, String> values) {
        return new ProviderFacts(name, channel, values, required, optional, price);
    }

    /** Names of all values that an operator may set, sorted. */
    public Set<String> values() {
        Set<String> names = new HashSet<>(defaults.keySet());
        names.addAll(required);
        names.addAll(optional);
        return new TreeSet<>(names);
    }
}
