package io.latchkey.adapters.sms;

import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.EmailAddress;

/**
 * A worded e-mail. Never logged: it holds the code.
 *
 * @param language BCP 47 tag of the text
 * @param subject one line, without the code
 * @param text the plain alternative
 * @param html the same as a whole HTML document
 */
public record MailMessage(
        OutboxMessageId id, EmailAddress to, String language, String subject, String text, String html) {
    @Override
    public String toString() {
        return "MailMessage[id=" + id + "]";
    }
}
