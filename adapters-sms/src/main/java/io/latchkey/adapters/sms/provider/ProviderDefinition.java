package io.latchkey.adapters.sms.provider;

import java.math.BigDecimal;
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
 * @param defaults values that need not be set
 * @param receipts empty for a provider that tells nothing of what became of a message
 * @param perSecond most messages a second from this node; empty for no limit
 */
public record ProviderDefinition(
        String name,
        Map<String, String> defaults,
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
    /** Value that takes the place of scheme, host and port of every call. */
    static final String BASE_URL = "base-url";

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
