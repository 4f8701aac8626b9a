package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.delivery.Suppression;
import java.time.Instant;

/**
 * A channel that is closed to a contact.
 *
 * @param reason in the words of the provider's definition
 */
record SuppressionResponse(String channel, String cause, String provider, String reason, Instant since)
        implements ResponseBody {
    static SuppressionResponse from(Suppression suppression) {
        return new SuppressionResponse(
                suppression.channel().wireName(),
                suppression.cause().wireName(),
                suppression.provider(),
                suppression.reason(),
                suppression.since());
    }
}
