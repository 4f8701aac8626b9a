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
 * @param challengeId whose code the message carried; null when it carried none
 * @param country ISO 3166 code of the reader's number; empty text where there is none
 * @param template name and language of the text, such as {@code code-sign-in/de}
 * @param segments SMS it was cut into; 1 for other media
 * @param cost empty where the provider's price is not known, or nothing was taken
 */
public record DeliveryAttempt(
        UUID id,
        OutboxMessageId messageId,
        @Nullable OtpChallengeId challengeId,
        String provider,
        Channel channel,
        String country,
        String template,
        int segments,
        Optional<Cost> cost,
        DeliveryOutcome outcome,
        Instant startedAt,
        Duration took) {}
