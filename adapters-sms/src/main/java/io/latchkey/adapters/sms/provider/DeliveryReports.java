package io.latchkey.adapters.sms.provider;

import io.latchkey.domain.message.DeliveryState;

/**
 * Receives delivery reports. Several threads of a provider may call it at once, and several times about the same
 * message. A report may arrive before the provider has answered that it accepted the message.
 */
@FunctionalInterface
public interface DeliveryReports {
    /**
     * Takes one report. When it throws, the provider reports again later.
     *
     * @param provider name of the provider that reports
     * @param reference as in {@link io.latchkey.domain.delivery.DeliveryOutcome.Accepted}; may be unknown
     * @param state {@link DeliveryState#DELIVERED} or {@link DeliveryState#FAILED}
     */
    void received(String provider, String reference, DeliveryState state);
}
