package io.latchkey.adapters.sms;

import io.latchkey.adapters.sms.template.MessageTemplates;
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
 * @param carriers every provider that the routes name; several of one name reach different kinds of contact
 * @param receipts how receipts of providers that have a definition are read, by provider; also of some that are not in use any more
 */
public record DeliveryPlan(
        List<Carrier> carriers, RoutingTable routes, Map<String, ReceiptReader> receipts, MessageTemplates templates) {
    public DeliveryPlan {
        carriers = List.copyOf(carriers);
        receipts = Map.copyOf(receipts);
    }

    Optional<Carrier> find(String name, ContactKind to) {
        return carriers.stream()
                .filter(carrier ->
                        carrier.name().equals(name) && carrier.channel().contactKind() == to)
                .findFirst();
    }

    /** The channel of a provider; the usual one of the contact where there is no such provider. */
    static Channel channel(Optional<Carrier> carrier, ContactKind to) {
        return carrier.map(Carrier::channel).orElse(to.usualChannel());
    }
}
