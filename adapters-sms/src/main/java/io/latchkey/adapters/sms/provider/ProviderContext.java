package io.latchkey.adapters.sms.provider;

import java.time.Clock;

/**
 * What a provider is opened with.
 *
 * @param settings the operator's values, time-outs and sender
 * @param reports hears what became of messages, for a provider that tells over a connection of its own
 */
public record ProviderContext(ProviderSettings settings, Clock clock, DeliveryReports reports) {}
