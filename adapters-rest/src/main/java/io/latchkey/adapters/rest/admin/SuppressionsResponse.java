package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.delivery.Suppression;
import java.util.List;

/** Channels that are closed to a contact, the oldest first. */
record SuppressionsResponse(List<SuppressionResponse> suppressions) implements ResponseBody {
    static SuppressionsResponse from(List<Suppression> suppressions) {
        return new SuppressionsResponse(
                suppressions.stream().map(SuppressionResponse::from).toList());
    }
}
