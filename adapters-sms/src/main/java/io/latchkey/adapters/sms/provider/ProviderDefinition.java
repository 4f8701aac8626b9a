package io.latchkey.adapters.sms.provider;

import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One provider: how it is called, what its answers mean and how its receipts are read.
 *
 * @param name what records, metrics and the receipts' address call it; 1 to 40 letters, digits and hyphens
 * @param channel what it carries messages by
 * @param defaults values that need not be set
 * @param languages what the provider calls the languages of our texts, where it calls them otherwise
 * @param receipts empty for a provider that tells nothing of what became of a message
 * @param perSecond most messages a second from this node; empty for no limit
 */
public record ProviderDefinition(
        String name,
        Channel channel,
        Map<String, String> defaults,
        Map<String, String> languages,
        Request request,
        ProviderAuth auth,
        AnswerRules answers,
        Optional<ReceiptForm> receipts,
        Optional<Price> price,
        Optional<Integer> perSecond)
        implements Definition {
    /** Placeholder of the operator's values. */
    static final String SECRET = "secret.";
    /** Value that {@code {templateId}} stands for. */
    static final String TEMPLATE_ID = "template-id";

    /** The call that hands a message over. */
    record Request(
            String method, Template url, Map<String, Template> query, Map<String, Template> headers, RequestBody body) {
        List<Template> templates() {
            List<Template> all = new ArrayList<>(List.of(url));
            all.addAll(query.values());
            all.addAll(headers.values());
            body.templates(all::add);
            return all;
        }
    }

    /**
     * What a message costs.
     *
     * @param currency ISO 4217 code
     * @param standard price of a segment where the country has none of its own
     * @param countries price of a segment by ISO 3166 country
     */
    public record Price(String currency, BigDecimal standard, Map<String, BigDecimal> countries) {
        /** @param country ISO 3166 code */
        public BigDecimal of(String country) {
            return countries.getOrDefault(country, standard);
        }

        /** What so many segments to a country cost. */
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

    @Override
    public Set<String> values() {
        Set<String> names = new TreeSet<>(defaults.keySet());
        names.addAll(secrets());
        if (names("templateId")) {
            names.add(TEMPLATE_ID);
        }
        return names;
    }

    @Override
    public Set<String> required() {
        Set<String> names = new TreeSet<>(secrets());
        names.removeAll(defaults.keySet());
        return names;
    }

    /**
     * The first value that a profile must not bring: one that the definition does not know, or one by which receipts are believed, as
     * a receipt does not tell for which profile it is.
     *
     * @return its name
     */
    public static Optional<String> unknownValue(ProviderDefinition definition, SenderProfile profile) {
        Set<String> allowed = definition.values();
        definition.receiptTemplates().forEach(template -> allowed.removeAll(template.secrets()));
        return profile.values().keySet().stream()
                .sorted()
                .filter(name -> !allowed.contains(name))
                .findFirst();
    }

    boolean names(String placeholder) {
        return templates().stream().anyMatch(template -> template.names(placeholder));
    }

    private Set<String> secrets() {
        Set<String> names = new TreeSet<>();
        templates().forEach(template -> names.addAll(template.secrets()));
        return names;
    }

    private List<Template> templates() {
        List<Template> all = request.templates();
        all.addAll(auth.templates());
        all.addAll(receiptTemplates());
        return all;
    }

    private List<Template> receiptTemplates() {
        List<Template> all = new ArrayList<>();
        receipts.ifPresent(form -> {
            all.addAll(form.signature().templates());
            form.handshake().ifPresent(handshake -> all.add(handshake.token()));
        });
        return all;
    }

    /** Host of an address, with the port where it names one. */
    static String authority(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ':' + uri.getPort();
    }
}
