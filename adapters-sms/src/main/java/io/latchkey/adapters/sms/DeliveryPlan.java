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
 * Everything that delivery uses at one time: providers, routes, texts and receipt readers.
 *
 * @param providers every provider that the routes name; providers with the same name reach different kinds of contact
 * @param receipts reads receipts, by the provider's name; also for providers that are no longer in use
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

    /** Finds the provider with this name that reaches this kind of contact. */
    public static Optional<Provider> find(List<Provider> providers, String name, ContactKind to) {
        return providers.stream()
                .filter(provider ->
                        provider.name().equals(name) && provider.channel().contactKind() == to)
                .findFirst();
    }

    /** The provider's channel; without a provider, the usual channel of the contact. */
    static Channel channel(Optional<Provider> provider, ContactKind to) {
        return provider.map(Provider::channel).orElse(to.usualChannel());
    }
}
