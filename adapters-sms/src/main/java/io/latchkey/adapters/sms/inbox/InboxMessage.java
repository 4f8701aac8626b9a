package io.latchkey.adapters.sms.inbox;

import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as its reader would see it. Never logged.
 *
 * @param channel the channel that it would go by
 * @param purpose what the code is for, or the name of the notice
 * @param subject empty for SMS
 * @param body the plain text
 * @param html the same for mail programs that show HTML; empty for SMS
 * @param code empty when the message carries none
 * @param link empty when the message carries none
 */
public record InboxMessage(
        OutboxMessageId id,
        Contact to,
        Channel channel,
        String purpose,
        Optional<String> subject,
        String body,
        Optional<String> html,
        Optional<String> code,
        Optional<String> link,
        Instant sentAt) {
    @Override
    public String toString() {
        return "InboxMessage[id=" + id + "]";
    }
}
