package io.latchkey.application.delivery;

import java.time.Duration;

/**
 * Use case: count what became of messages, by provider, country, channel and template, and show the state of providers.
 */
@FunctionalInterface
public interface ReadFunnelUseCase {
    /** @param window how far back; more than zero */
    Funnel read(Duration window);
}
