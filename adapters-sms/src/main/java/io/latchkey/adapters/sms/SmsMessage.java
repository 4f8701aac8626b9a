package io.latchkey.adapters.sms;

import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Duration;
import java.util.Optional;

/**
 * A worded SMS. Never logged: it holds the code.
 *
 * @param code the code in the text, for providers that word messages themselves; empty when there is none
 * @param language BCP 47 tag of the text; may be empty
 * @param profile how the provider is to send it
 * @param timeLeft for how long it is of use; more than zero. None of it is sent later
 */
public record SmsMessage(
        OutboxMessageId id,
        PhoneNumber to,
        String text,
        Optional<String> code,
        String language,
        SenderProfile profile,
        Duration timeLeft) {
    private static final Duration LONG = Duration.ofMinutes(5);

    /** A message that is of use for long. */
    public SmsMessage(
            OutboxMessageId id,
            PhoneNumber to,
            String text,
            Optional<String> code,
            String language,
            SenderProfile profile) {
        this(id, to, text, code, language, profile, LONG);
    }

    /** A message that is of use for long, as the provider sends it of itself. */
    public SmsMessage(OutboxMessageId id, PhoneNumber to, String text, Optional<String> code, String language) {
        this(id, to, text, code, language, SenderProfile.NONE);
    }

    /** A message without code that is of use for long. */
    public SmsMessage(OutboxMessageId id, PhoneNumber to, String text) {
        this(id, to, text, Optional.empty(), "");
    }

    @Override
    public String toString() {
        return "SmsMessage[id=" + id + "]";
    }
}
