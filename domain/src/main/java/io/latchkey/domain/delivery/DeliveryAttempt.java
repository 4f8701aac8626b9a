package io.latchkey.domain.delivery;

import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call to one provider for one message, as records and the funnel keep it.
 *
 * @param cost empty where the provider's price is unknown or the provider did not take the message
 */
public record DeliveryAttempt(
        UUID id,
        Message message,
        String provider,
        Channel channel,
        DeliveryOutcome outcome,
        Optional<Cost> cost,
        Instant startedAt,
        Duration took) {
    /**
     * The message that the call was to deliver.
     *
     * @param challengeId challenge whose code the message carried; null when it carried none
     * @param country ISO 3166 code of the reader's number; empty text where there is none
     * @param template name and language of the text, such as {@code code-sign-in/de}
     * @param segments number of SMS that the text was split into; 1 for other channels
     */
    public record Message(
            OutboxMessageId id, @Nullable OtpChallengeId challengeId, String country, String template, int segments) {}

    public OutboxMessageId messageId() {
        return message.id();
    }

    public @Nullable OtpChallengeId challengeId() {
        return message.challengeId();
    }

    public String country() {
        return message.country();
    }

    public String template() {
        return message.template();
    }

    public int segments() {
        return message.segments();
    }
}
