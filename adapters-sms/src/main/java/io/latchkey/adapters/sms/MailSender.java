package io.latchkey.adapters.sms;

import io.latchkey.domain.delivery.DeliveryOutcome;

/** Hands e-mail to a provider. Called by several threads at once. */
@FunctionalInterface
public interface MailSender {
    /** Tries once, within the provider's time-outs; what the provider did or did not do is an outcome, never an exception. */
    DeliveryOutcome send(MailMessage message);
}
