package io.latchkey.adapters.sms.provider;

import io.latchkey.adapters.sms.text.RenderedMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Duration;
import java.util.Optional;

/** Messages for providers in tests. */
public final class Messages {
    private static final Duration LONG = Duration.ofMinutes(5);

    private Messages() {}

    /** A message without a code and with much time left. */
    public static WordedMessage sms(OutboxMessageId id, PhoneNumber to, String text) {
        return sms(id, to, text, Optional.empty(), "");
    }

    /** A message with much time left and without wishes of a route. */
    public static WordedMessage sms(
            OutboxMessageId id, PhoneNumber to, String text, Optional<String> code, String language) {
        return sms(id, to, text, code, language, SenderProfile.NONE, LONG);
    }

    public static WordedMessage sms(
            OutboxMessageId id,
            PhoneNumber to,
            String text,
            Optional<String> code,
            String language,
            SenderProfile profile,
            Duration timeLeft) {
        return new WordedMessage(
                id,
                to,
                code,
                new RenderedMessage(
                        "test/" + language, language, Optional.empty(), text, Optional.empty(), Optional.empty()),
                profile,
                timeLeft);
    }

    public static WordedMessage mail(
            OutboxMessageId id,
            EmailAddress to,
            String language,
            String subject,
            String text,
            String html,
            Duration timeLeft) {
        return new WordedMessage(
                id,
                to,
                Optional.of("483920"),
                new RenderedMessage(
                        "test/" + language, language, Optional.of(subject), text, Optional.of(html), Optional.empty()),
                SenderProfile.NONE,
                timeLeft);
    }
}
