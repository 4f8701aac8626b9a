package io.latchkey.adapters.sms.check;

import io.latchkey.adapters.sms.http.Notation;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.adapters.sms.text.RenderedMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Makes messages for checks, always with the same id and to the same made-up number or address. */
final class SampleMessage {
    private SampleMessage() {}

    /** The sender of messages by this channel. */
    static String sender(Channel channel) {
        return channel == Channel.EMAIL ? "latchkey@example.org" : "Latchkey";
    }

    static WordedMessage of(String text, Optional<String> code, String language) {
        return of(Channel.SMS, text, code, language);
    }

    static WordedMessage of(Channel channel, String text, Optional<String> code, String language) {
        boolean isMail = channel == Channel.EMAIL;
        return new WordedMessage(
                new OutboxMessageId(new UUID(0x4000, 0x8000000000000001L)),
                isMail ? new EmailAddress("check@example.org") : new PhoneNumber("+4915112345678"),
                code,
                new RenderedMessage(
                        "check",
                        language,
                        isMail ? Optional.of("Check: \"é\"") : Optional.empty(),
                        text,
                        isMail ? Optional.of("<p>" + Notation.XML.escape(text) + "</p>") : Optional.empty(),
                        Optional.empty()),
                SenderProfile.NONE,
                Duration.ofMinutes(5));
    }
}
