package io.latchkey.application.delivery.port;

import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A message complete but for its wording. Never logged: it holds the code.
 *
 * @param purpose what the code is for; empty when there is none
 * @param linkToken what the link of the message carries; empty when there is none
 * @param timeLeft until the message's deadline; more than zero
 */
public record OutboundMessage(
        OutboxMessageId id,
        MessageKind kind,
        Contact contact,
        Locale locale,
        Optional<OtpPurpose> purpose,
        Optional<OtpCode> code,
        Optional<String> linkToken,
        Duration timeLeft) {
    @Override
    public String toString() {
        return "OutboundMessage[id=" + id + ", kind=" + kind + "]";
    }
}
