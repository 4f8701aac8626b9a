package io.latchkey.application.delivery;

import io.latchkey.domain.message.DeliveryState;

/** Use case: learn what became of a message over a connection that is the provider's own, so that nothing else need show who says so. */
@FunctionalInterface
public interface ReportDeliveryUseCase {
    /**
     * @param reference the provider's own id of the message
     * @param state {@link DeliveryState#DELIVERED} or {@link DeliveryState#FAILED}
     */
    void report(String provider, String reference, DeliveryState state);
}
