package io.latchkey.adapters.sms;

import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.EmailAddress;
import java.time.Duration;

/**
 * A worded e-mail. Never logged: it holds the code.
 *
 * @param language BCP 47 tag of the text
 * @param subject one line, without the code
 * @param text the plain alternative
 * @param html the same as a whole HTML document
 * @param timeLeft for how long it is of use; more than zero. It is not sent later
 */
public record MailMessage(
        OutboxMessageId id,
        EmailAddress to,
        String language,
        String subject,
        String text,
        String html,
        Duration timeLeft) {
    @Override
    public String toString() {
        return "MailMessage[id=" + id + "]";
    }
}
