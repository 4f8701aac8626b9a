package io.latchkey.adapters.sms.check;

import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.adapters.sms.text.RenderedMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Makes messages for checks, always with the same id and to the same made-up number. */
final class SampleMessage {
    private SampleMessage() {}

    static WordedMessage of(String text, Optional<String> code, String language) {
        return new WordedMessage(
                new OutboxMessageId(new UUID(0x4000, 0x8000000000000001L)),
                new PhoneNumber("+4915112345678"),
                code,
                new RenderedMessage("check", language, Optional.empty(), text, Optional.empty(), Optional.empty()),
                SenderProfile.NONE,
                Duration.ofMinutes(5));
    }
}
