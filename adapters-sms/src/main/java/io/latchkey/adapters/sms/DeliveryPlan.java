package io.latchkey.adapters.sms;

import io.latchkey.adapters.sms.template.MessageTemplates;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.domain.delivery.Medium;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.shared.Channel;
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

    Optional<Carrier> find(String name, Channel channel) {
        return carriers.stream()
                .filter(carrier ->
                        carrier.name().equals(name) && carrier.medium().channel() == channel)
                .findFirst();
    }

    /** By what a provider carries messages; as the channel itself does, where there is no such provider. */
    static Medium medium(Optional<Carrier> carrier, Channel channel) {
        return carrier.map(Carrier::medium).orElse(channel == Channel.EMAIL ? Medium.EMAIL : Medium.SMS);
    }
}
