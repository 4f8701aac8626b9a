package io.latchkey.adapters.sms.inbox;

import io.latchkey.adapters.sms.Carrier;
import io.latchkey.adapters.sms.template.RenderedMessage;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import java.util.Optional;

/** Stands in where no provider is set up: the development inbox, which keeps every message, is all there is. */
public record InboxCarrier(Channel channel) implements Carrier {
    /** What routes call it. */
    public static final String NAME = "inbox";

    private static final DeliveryOutcome INTO_INBOX = new DeliveryOutcome.Accepted(NAME, Optional.empty());

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DeliveryOutcome send(OutboundMessage message, RenderedMessage words, SenderProfile profile) {
        return INTO_INBOX;
    }
}
