package io.latchkey.adapters.sms.provider;

import io.latchkey.domain.message.DeliveryState;

/**
 * Hears what became of messages. Several threads of a provider may call it at once, and any number of times about the same message; a
 * report may come before the provider has answered that the message was accepted.
 */
@FunctionalInterface
public interface DeliveryReports {
    /**
     * Takes one report. When it throws, the provider reports again later.
     *
     * @param provider name of the provider that reports
     * @param reference as in {@link io.latchkey.domain.delivery.DeliveryOutcome.Accepted}; may be one nobody knows
     * @param state {@link DeliveryState#DELIVERED} or {@link DeliveryState#FAILED}
     */
    void received(String provider, String reference, DeliveryState state);
}
