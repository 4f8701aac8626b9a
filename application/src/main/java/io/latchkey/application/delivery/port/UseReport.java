package io.latchkey.application.delivery.port;

import io.latchkey.domain.delivery.SenderProfile;
import java.time.Instant;

/** Tells a provider that the code of a message was used, so that it learns which of its ways work. */
@FunctionalInterface
public interface UseReport {
    /**
     * Tells once, within the provider's time-outs and at its pace, after messages. Never throws for what the provider did or did not do. Called outside any
     * unit of work, by several threads at once, and sometimes twice about the same message.
     *
     * @param reference the provider's own id of the message
     * @param profile what the route told the provider with the message, such as another account
     */
    void tell(String reference, SenderProfile profile, Instant usedAt);
}
