package io.latchkey.adapters.sms.smpp;

import io.latchkey.domain.message.DeliveryState;

/**
 * Hears what became of messages. Called on a thread of the session, by several at once, and any number of times about the same
 * message; one may come before the sender has answered that the message was accepted.
 */
@FunctionalInterface
public interface SmppReceipts {
    /**
     * Takes one receipt. When it throws, the carrier is told to deliver the receipt again later.
     *
     * @param reference as in {@link io.latchkey.domain.delivery.DeliveryOutcome.Accepted}; may be one nobody knows
     * @param state {@link DeliveryState#DELIVERED} or {@link DeliveryState#FAILED}
     */
    void received(String reference, DeliveryState state);
}
