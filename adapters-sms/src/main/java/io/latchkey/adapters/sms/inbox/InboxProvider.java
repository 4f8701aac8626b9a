package io.latchkey.adapters.sms.inbox;

import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.shared.Channel;
import java.util.Optional;

/** Accepts messages without sending them when no provider is set up. The development inbox keeps them. */
public record InboxProvider(Channel channel) implements Provider {
    /** The provider's name in routes. */
    public static final String NAME = "inbox";

    private static final DeliveryOutcome INTO_INBOX = new DeliveryOutcome.Accepted(NAME, Optional.empty());

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DeliveryOutcome send(WordedMessage message) {
        return INTO_INBOX;
    }
}
