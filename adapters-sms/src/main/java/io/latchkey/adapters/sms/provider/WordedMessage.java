package io.latchkey.adapters.sms.provider;

import io.latchkey.adapters.sms.text.RenderedMessage;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.Contact;
import java.time.Duration;
import java.util.Optional;

/**
 * A message in its final words. Never logged: it holds the code.
 *
 * @param id the same at every try
 * @param to a phone number; for {@link io.latchkey.domain.shared.Channel#EMAIL} an e-mail address
 * @param code the code in the text, for providers that word messages themselves; empty when there is none
 * @param profile the route's wishes, such as a sender
 * @param timeLeft time until the message is of no more use; more than zero. The message is not sent later
 */
public record WordedMessage(
        OutboxMessageId id,
        Contact to,
        Optional<String> code,
        RenderedMessage words,
        SenderProfile profile,
        Duration timeLeft) {
    /** A message of the outbox together with its words. */
    public static WordedMessage of(OutboundMessage message, RenderedMessage words, SenderProfile profile) {
        return new WordedMessage(
                message.id(),
                message.contact(),
                message.code().map(OtpCode::value),
                words,
                profile,
                message.timeLeft());
    }

    /** The whole SMS, or the plain text of an e-mail. */
    public String text() {
        return words.text();
    }

    /** BCP 47 tag of the text; may be empty. */
    public String language() {
        return words.language();
    }

    @Override
    public String toString() {
        return "WordedMessage[id=" + id + "]";
    }
}
