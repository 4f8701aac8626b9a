package io.latchkey.adapters.rest.metrics;

import io.latchkey.application.delivery.FunnelWindow;

/**
 * The operator's settings of metrics.
 *
 * @param funnelWindow how far back the delivery funnel counts
 */
public record MetricsSettings(FunnelWindow funnelWindow) {}
