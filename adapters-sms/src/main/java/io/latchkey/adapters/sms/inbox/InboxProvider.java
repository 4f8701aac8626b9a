package io.latchkey.adapters.sms.inbox;

import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.shared.Channel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Accepts messages without sending them when no provider is set up. The development inbox keeps them. */
public record InboxProvider(Channel channel) implements Provider {
    /** The provider's name in routes, for the usual channel of each kind of contact. */
    public static final String NAME = "inbox";

    /** One provider for each channel. */
    public static List<InboxProvider> all() {
        return Stream.of(Channel.values()).map(InboxProvider::new).toList();
    }

    /** {@link #NAME}, or {@code inbox-whatsapp} and {@code inbox-voice} for the other channels to phones. */
    @Override
    public String name() {
        return channel == channel.contactKind().usualChannel() ? NAME : NAME + "-" + channel.wireName();
    }

    @Override
    public DeliveryOutcome send(WordedMessage message) {
        return new DeliveryOutcome.Accepted(name(), Optional.empty());
    }
}
