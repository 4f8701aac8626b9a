package io.latchkey.adapters.sms.provider;

import java.time.Clock;

/**
 * Everything that a provider is opened with.
 *
 * @param settings the operator's values, time-outs and sender
 * @param reports receives delivery reports, for a provider that reports over its own connection
 */
public record ProviderContext(ProviderSettings settings, Clock clock, DeliveryReports reports) {}
