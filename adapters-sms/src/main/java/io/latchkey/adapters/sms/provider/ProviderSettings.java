package io.latchkey.adapters.sms.provider;

import io.latchkey.domain.delivery.SenderProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator adds to a definition.
 *
 * @param from sender shown to the reader; may be empty
 * @param receiptUrl where the provider's receipts arrive; without a query
 * @param values secrets and account data
 * @param baseUrl takes the place of scheme, host and port of every call: a region, a relay, a test server
 * @param allowsPrivate whether calls may go to this machine or a private network, and without TLS
 * @param connectTimeout to the open connection; (0, 2 s]
 * @param overallTimeout to the last byte of the answer; (0, 10 s]
 */
public record ProviderSettings(
        String from,
        String receiptUrl,
        ProviderValues values,
        Optional<URI> baseUrl,
        boolean allowsPrivate,
        Duration connectTimeout,
        Duration overallTimeout) {
    /** @throws IllegalArgumentException naming the setting that is refused */
    public ProviderSettings {
        check(isPositiveUpTo(connectTimeout, 2), "connect-timeout must be more than zero and at most PT2S");
        check(isPositiveUpTo(overallTimeout, 10), "overall-timeout must be more than zero and at most PT10S");
        check(
                baseUrl.isEmpty()
                        || baseUrl.get().getHost() != null
                                && Set.of("smpp", "ssmpp")
                                        .contains(String.valueOf(baseUrl.get().getScheme()))
                        || isBaseUrl(baseUrl.get(), allowsPrivate),
                "base-url must be an https address without user, query and fragment; http only where latchkey.providers.allow-private is true;"
                        + " smpp or ssmpp for a carrier that speaks SMPP");
    }

    /**
     * Whether an address may take the place of a provider's: with a host, nothing that its path could not follow, and https unless
     * private addresses are allowed.
     */
    public static boolean isBaseUrl(URI address, boolean allowsPrivate) {
        return address.getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && ("https".equals(address.getScheme()) || allowsPrivate && "http".equals(address.getScheme()));
    }

    private static boolean isPositiveUpTo(Duration value, long seconds) {
        return !value.isNegative() && !value.isZero() && value.compareTo(Duration.ofSeconds(seconds)) <= 0;
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /**
     * Refuses an address in another protocol than the provider's.
     *
     * @param schemes those of the protocol
     * @throws IllegalArgumentException naming the setting
     */
    public void requireBaseUrl(Set<String> schemes) {
        check(
                baseUrl.isEmpty() || schemes.contains(baseUrl.get().getScheme()),
                "base-url must begin with one of "
                        + schemes.stream()
                                .sorted()
                                .map(scheme -> scheme + "://")
                                .toList());
    }

    /** {@link #secret(Definition, SenderProfile, String)} where no rule wants another value. */
    String secret(Definition definition, String placeholder) {
        return secret(definition, SenderProfile.NONE, placeholder);
    }

    /**
     * The value behind {@code {secret.<name>}}: the profile's, the operator's or its default.
     *
     * @throws IllegalStateException when it has none; says nothing of other values
     */
    String secret(Definition definition, SenderProfile profile, String placeholder) {
        String name = placeholder.equals("templateId")
                ? ProviderDefinition.TEMPLATE_ID
                : placeholder.substring(ProviderDefinition.SECRET.length());
        Optional<String> value = Optional.ofNullable(profile.values().get(name))
                .or(() -> values.find(name))
                .or(() -> Optional.ofNullable(definition.defaults().get(name)));
        return placeholder.equals("templateId")
                ? value.orElse("")
                : value.orElseThrow(() -> new IllegalStateException("no value " + name));
    }

    @Override
    public String toString() {
        return "ProviderSettings[from=" + from + "]";
    }
}
