package io.latchkey.adapters.sms;

import io.latchkey.adapters.sms.template.RenderedMessage;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.EmailAddress;

/** Takes messages to e-mail addresses by one mail host, whose connections are not its own to end. */
public record MailCarrier(String name, MailSender sender) implements Carrier {
    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public DeliveryOutcome send(OutboundMessage message, RenderedMessage words, SenderProfile profile) {
        return sender.send(new MailMessage(
                message.id(),
                (EmailAddress) message.contact(),
                words.language(),
                words.subject().orElseThrow(),
                words.text(),
                words.html().orElseThrow(),
                message.timeLeft()));
    }
}
