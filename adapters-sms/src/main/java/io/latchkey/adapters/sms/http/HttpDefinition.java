package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.adapters.sms.provider.Price;
import io.latchkey.adapters.sms.provider.ProviderFacts;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One provider: how it is called, what its answers mean and how its receipts are read.
 *
 * @param name what records, metrics and the receipts' address call it; 1 to 40 letters, digits, dots and hyphens
 * @param channel what it carries messages by
 * @param defaults values that need not be set
 * @param languages what the provider calls the languages of our texts, where it calls them otherwise
 * @param receipts empty for a provider that tells nothing of what became of a message
 * @param perSecond most messages a second from this node; empty for no limit
 */
public record HttpDefinition(
        String name,
        Channel channel,
        Map<String, String> defaults,
        Map<String, String> languages,
        Request request,
        ProviderAuth auth,
        AnswerRules answers,
        Optional<ReceiptForm> receipts,
        Optional<Price> price,
        Optional<Integer> perSecond) {
    /** The call that hands a message over. */
    public record Request(
            String method, Template url, Map<String, Template> query, Map<String, Template> headers, RequestBody body) {
        List<Template> templates() {
            List<Template> all = new ArrayList<>(List.of(url));
            all.addAll(query.values());
            all.addAll(headers.values());
            body.templates(all::add);
            return all;
        }
    }

    /** What is known of the provider without a call. */
    public ProviderFacts facts() {
        Set<String> required = new TreeSet<>(secrets());
        required.removeAll(defaults.keySet());
        Set<String> optional = names("templateId") ? Set.of(ProviderSettings.TEMPLATE_ID) : Set.of();
        return new ProviderFacts(name, channel, defaults, required, optional, price);
    }

    /** The operator's values as placeholders name them, where no route wants others. */
    public Function<String, String> secrets(ProviderSettings settings) {
        return settings.placeholders(defaults, SenderProfile.NONE);
    }

    /**
     * The first value that a profile must not bring: one that the definition does not know, or one by which receipts are believed, as
     * a receipt does not tell for which profile it is.
     *
     * @return its name
     */
    Optional<String> unknownValue(SenderProfile profile) {
        Set<String> allowed = facts().values();
        receiptTemplates().forEach(template -> allowed.removeAll(template.secrets()));
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
}
