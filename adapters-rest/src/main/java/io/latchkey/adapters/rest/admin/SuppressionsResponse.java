package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.delivery.Suppression;
import java.time.Instant;
import java.util.List;

/** Channels that are closed to a contact, the oldest first. */
record SuppressionsResponse(List<Item> suppressions) implements ResponseBody {
    /**
     * One channel.
     *
     * @param reason in the words of the provider's definition
     */
    record Item(String channel, String cause, String provider, String reason, Instant since) implements ResponseBody {}

    static SuppressionsResponse from(List<Suppression> suppressions) {
        return new SuppressionsResponse(suppressions.stream()
                .map(suppression -> new Item(
                        suppression.channel().wireName(),
                        suppression.cause().wireName(),
                        suppression.provider(),
                        suppression.reason(),
                        suppression.since()))
                .toList());
    }
}
