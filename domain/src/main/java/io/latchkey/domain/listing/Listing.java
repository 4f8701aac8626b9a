package io.latchkey.domain.listing;

import io.latchkey.domain.shared.InvalidValueException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/**
 * An operator's word on contacts or networks: they are blocked, or excepted from blocks. It ends by itself.
 *
 * @param reason why, in the operator's words; it names no contact
 * @param madeBy the id of an account, or {@code command line}
 * @param endsAt at this instant the listing no longer counts
 */
public record Listing(
        UUID id, Effect effect, Target target, String reason, String madeBy, Instant madeAt, Instant endsAt) {
    /** What a listing does. */
    public enum Effect {
        /** Stops codes to contacts, or calls from a network. */
        BLOCK,
        /** Wins over blocks; a network is also excepted from the limits that its clients share. */
        ALLOW;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws InvalidValueException when no effect has this wire name */
        public static Effect parse(String raw) {
            return Arrays.stream(values())
                    .filter(effect -> effect.wireName().equals(raw))
                    .findFirst()
                    .orElseThrow(() -> new InvalidValueException("effect", "must be one of block, allow"));
        }
    }

    /** What has to be known of a listing to decide by it. */
    public record Rule(UUID id, Effect effect, Target.Kind kind, String name, Instant endsAt) {
        boolean isLive(Instant now) {
            return now.isBefore(endsAt);
        }
    }
}
