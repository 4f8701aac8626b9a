package io.latchkey.adapters.sms;

import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.text.MessageTemplates;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.ContactKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that delivery goes by at one time: who sends, which way, in what words.
 *
 * @param providers every provider that the routes name; several of one name reach different kinds of contact
 * @param receipts reads receipts, by the provider's name; also of providers that are not in use any more
 */
public record DeliveryPlan(
        List<Provider> providers,
        RoutingTable routes,
        Map<String, ReceiptReader> receipts,
        MessageTemplates templates) {
    public DeliveryPlan {
        providers = List.copyOf(providers);
        receipts = Map.copyOf(receipts);
    }

    Optional<Provider> find(String name, ContactKind to) {
        return find(providers, name, to);
    }

    /** The provider of a name that reaches such contacts. */
    public static Optional<Provider> find(List<Provider> providers, String name, ContactKind to) {
        return providers.stream()
                .filter(provider ->
                        provider.name().equals(name) && provider.channel().contactKind() == to)
                .findFirst();
    }

    /** The channel of a provider; the usual one of the contact where there is no such provider. */
    static Channel channel(Optional<Provider> provider, ContactKind to) {
        return provider.map(Provider::channel).orElse(to.usualChannel());
    }
}
