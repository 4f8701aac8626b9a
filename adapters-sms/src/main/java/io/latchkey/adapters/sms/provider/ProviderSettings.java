package io.latchkey.adapters.sms.provider;

import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.domain.delivery.SenderProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The operator's settings for a definition.
 *
 * @param from sender shown to the reader; may be empty
 * @param receiptUrl address for the provider's receipts; without a query
 * @param values secrets and account data
 * @param baseUrl replaces scheme, host and port of every call, for a region, a relay or a test server
 * @param allowsPrivate whether calls may go to this machine or a private network, and without TLS
 * @param connectTimeout time until the connection is open; (0, 2 s]
 * @param overallTimeout time until the last byte of the answer; (0, 10 s]
 */
public record ProviderSettings(
        String from,
        String receiptUrl,
        ProviderValues values,
        Optional<URI> baseUrl,
        boolean allowsPrivate,
        Duration connectTimeout,
        Duration overallTimeout) {
    /** Name of the value behind the placeholder {@code {templateId}}. */
    public static final String TEMPLATE_ID = "template-id";
    /** Name of the value behind the placeholder {@code {fromName}}: what is shown beside the sender of an e-mail. */
    public static final String FROM_NAME = "from-name";
    /** Name of the value behind the placeholder {@code {replyTo}}: where answers to an e-mail go. */
    public static final String REPLY_TO = "reply-to";
    /** Names of values that have placeholders of their own and may be missing, by placeholder. */
    public static final Map<String, String> NAMED =
            Map.of("templateId", TEMPLATE_ID, "fromName", FROM_NAME, "replyTo", REPLY_TO);

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
     * Whether an address may replace a provider's base address. It must have a host and no part that a path cannot
     * follow. It must be https unless private addresses are allowed.
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
     * Refuses a base address in another protocol.
     *
     * @param schemes the schemes of the provider's protocol
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

    /**
     * The operator's value with this name, or else its default.
     *
     * @throws IllegalStateException when there is none; the text holds no other values
     */
    public String value(ProviderFacts facts, String name) {
        return find(facts.defaults(), SenderProfile.NONE, name)
                .orElseThrow(() -> new IllegalStateException("no value " + name));
    }

    /**
     * Supplies the values of the placeholders {@code {secret.<name>}} and those of {@link #NAMED}. The profile's value
     * comes first, then the operator's, then the default. The function throws an {@link IllegalStateException} for a
     * missing value; the text holds no other values.
     *
     * @param defaults by name
     */
    public Function<String, String> placeholders(Map<String, String> defaults, SenderProfile profile) {
        return placeholder -> {
            String own = NAMED.get(placeholder);
            if (own != null) {
                return find(defaults, profile, own).orElse("");
            }
            String name = placeholder.substring(Template.SECRET.length());
            return find(defaults, profile, name).orElseThrow(() -> new IllegalStateException("no value " + name));
        };
    }

    private Optional<String> find(Map<String, String> defaults, SenderProfile profile, String name) {
        return Optional.ofNullable(profile.values().get(name))
                .or(() -> values.find(name))
                .or(() -> Optional.ofNullable(defaults.get(name)));
    }

    @Override
    public String toString() {
        return "ProviderSettings[from=" + from + "]";
    }
}
