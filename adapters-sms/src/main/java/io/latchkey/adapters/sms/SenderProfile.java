package io.latchkey.adapters.sms;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What a routing rule wants of the provider for its messages; it goes before the provider's own settings.
 *
 * @param from sender shown to the reader
 * @param values of the definition by name, such as {@code template-id}; never logged, for some may be secrets
 * @param baseUrl takes the place of scheme, host and port of every call
 */
public record SenderProfile(Optional<String> from, Map<String, String> values, Optional<URI> baseUrl) {
    /** Leaves the provider's settings as they are. */
    public static final SenderProfile NONE = new SenderProfile(Optional.empty(), Map.of(), Optional.empty());

    public SenderProfile {
        values = Map.copyOf(values);
    }

    @Override
    public String toString() {
        return "SenderProfile[from=" + from.orElse("") + "]";
    }
}
