package io.latchkey.adapters.sms;

import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.PhoneNumber;
import java.util.Optional;

/**
 * A worded SMS. Never logged: it holds the code.
 *
 * @param code the code in the text, for providers that word messages themselves; empty when there is none
 * @param language BCP 47 tag of the text; may be empty
 * @param template name and language of the text's template, such as {@code code-sign-in/de}; may be empty
 */
public record SmsMessage(
        OutboxMessageId id, PhoneNumber to, String text, Optional<String> code, String language, String template) {
    /** A message of no template. */
    public SmsMessage(OutboxMessageId id, PhoneNumber to, String text, Optional<String> code, String language) {
        this(id, to, text, code, language, "");
    }

    /** A message without code. */
    public SmsMessage(OutboxMessageId id, PhoneNumber to, String text) {
        this(id, to, text, Optional.empty(), "");
    }

    @Override
    public String toString() {
        return "SmsMessage[id=" + id + "]";
    }
}
