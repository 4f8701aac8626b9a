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
import java.util.stream.Collectors;

/**
 * Describes one provider: its calls, the meaning of its answers, and its receipts.
 *
 * @param name what records, metrics and the receipts' address call the provider; 1 to 40 letters, digits, dots and
 *     hyphens
 * @param channel the channel that the provider sends by
 * @param defaults default values of the operator's values
 * @param languages the provider's names of the languages of our texts, where they differ from ours
 * @param receipts empty for a provider that sends no receipts
 * @param followUp what is asked and told after a message was taken
 * @param verification set for a provider that owns the codes; the request then starts a verification
 * @param perSecond maximum number of messages a second from this node; empty for no limit
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
        FollowUp followUp,
        Optional<Verification> verification,
        Optional<Price> price,
        Optional<Integer> perSecond) {
    /** The call that hands a message to the provider. */
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

    /** The provider's name, channel, values and price. */
    public ProviderFacts facts() {
        Set<String> required = new TreeSet<>(secrets());
        required.removeAll(defaults.keySet());
        Set<String> optional = ProviderSettings.NAMED.entrySet().stream()
                .filter(named -> names(named.getKey()) || isShownIn(named.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        return new ProviderFacts(name, channel, defaults, required, optional, price);
    }

    /** This definition with a token server that an operator's base address moves, so that a check reaches it. */
    public HttpDefinition withTokenServerAtBaseUrl() {
        return new HttpDefinition(
                name,
                channel,
                defaults,
                languages,
                request,
                auth.followingBaseUrl(),
                answers,
                receipts,
                followUp,
                verification,
                price,
                perSecond);
    }

    /** The operator's values by placeholder, for messages without a sender profile. */
    public Function<String, String> secrets(ProviderSettings settings) {
        return settings.placeholders(defaults, SenderProfile.NONE);
    }

    /**
     * The first value that a profile must not set. A profile may not set a value that the definition does not know. It
     * may not set one that receipts are verified with either, because a receipt does not say which profile it belongs
     * to.
     *
     * @return the value's name
     */
    Optional<String> unknownValue(SenderProfile profile) {
        Set<String> allowed = facts().values();
        receiptTemplates().forEach(template -> allowed.removeAll(template.secrets()));
        return profile.values().keySet().stream()
                .sorted()
                .filter(name -> !allowed.contains(name))
                .findFirst();
    }

    /** Whether the placeholder's value is a part of the one for a whole sender. */
    private boolean isShownIn(String placeholder) {
        return placeholder.equals("fromName") && names(MailValues.MAILBOX);
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
        all.addAll(followUp.templates());
        verification.ifPresent(calls -> all.addAll(calls.templates()));
        return all;
    }

    private List<Template> receiptTemplates() {
        List<Template> all = new ArrayList<>();
        receipts.ifPresent(form -> {
            all.addAll(form.proofTemplates());
            form.handshake()
                    .ifPresent(handshake ->
                            all.addAll(handshake.fold(inAddress -> List.of(inAddress.token()), inBody -> List.of())));
        });
        return all;
    }
}
