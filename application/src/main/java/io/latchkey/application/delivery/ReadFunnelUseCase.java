package io.latchkey.application.delivery;

import java.time.Duration;

/** Use case: see what became of messages, by provider, country, channel and template, and how providers stand. */
@FunctionalInterface
public interface ReadFunnelUseCase {
    /** @param window how far back; more than zero */
    Funnel read(Duration window);
}
