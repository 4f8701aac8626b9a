package io.latchkey.domain.delivery;

import java.util.Map;
import java.util.Optional;

/**
 * What a route tells a provider besides the message. Each value overrides the provider's own setting.
 *
 * @param from sender shown to the reader: a number, a short code or up to 11 letters and digits
 * @param values values that the provider's definition names, such as {@code template-id} (DLT) or {@code region}; never
 *     printed, as some may be secrets
 * @param baseUrl scheme, host and port of the provider's calls, such as {@code https://eu.example.org}
 */
public record SenderProfile(Optional<String> from, Map<String, String> values, Optional<String> baseUrl) {
    /** A profile that overrides nothing. */
    public static final SenderProfile NONE = new SenderProfile(Optional.empty(), Map.of(), Optional.empty());

    public SenderProfile {
        values = Map.copyOf(values);
    }

    @Override
    public String toString() {
        return "SenderProfile[from=" + from.orElse("") + "]";
    }
}
