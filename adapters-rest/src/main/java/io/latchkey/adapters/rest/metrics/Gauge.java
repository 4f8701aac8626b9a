package io.latchkey.adapters.rest.metrics;

import java.util.Map;
import java.util.function.Supplier;

/**
 * One number for Prometheus.
 *
 * @param name the same for all gauges that tell the same of different things
 * @param description what a person reads beside the name
 * @param labels what the number is about
 * @param value the number now
 */
record Gauge(String name, String description, Map<String, String> labels, Supplier<? extends Number> value) {
    Gauge {
        labels = Map.copyOf(labels);
    }
}
