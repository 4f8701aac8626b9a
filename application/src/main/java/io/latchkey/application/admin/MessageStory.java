package io.latchkey.application.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message and the calls to providers for it, oldest first. */
public record MessageStory(MessageRecord record, List<Call> calls) {
    /**
     * A call to a provider.
     *
     * @param channel wire name
     * @param country ISO 3166 code of the reader's number; empty text where there is none
     * @param outcome what the provider answered, in small letters
     * @param reason why it was not taken; null where it was
     * @param receipt state that the provider reported later, and when; empty where it reported none
     */
    public record Call(
            String provider,
            String channel,
            String country,
            String template,
            String outcome,
            @Nullable String reason,
            Instant startedAt,
            Duration took,
            Optional<Receipt> receipt) {}

    /** What a provider reported about a message. */
    public record Receipt(String state, Instant at) {}
}
