package io.latchkey.adapters.sms;

import io.latchkey.domain.delivery.DeliveryOutcome;

/** Hands SMS to a provider. Called by several threads at once. */
@FunctionalInterface
public interface SmsSender {
    /** Tries once, within the provider's time-outs; what the provider did or did not do is an outcome, never an exception. */
    DeliveryOutcome send(SmsMessage message);
}
