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
 * A message that has everything except its text. Never logged, because it holds the code.
 *
 * @param purpose what the code is for; empty when there is none
 * @param linkToken token in the link of the message; empty when it has no link
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
