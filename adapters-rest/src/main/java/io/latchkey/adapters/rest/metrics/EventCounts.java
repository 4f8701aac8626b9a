package io.latchkey.adapters.rest.metrics;

import java.util.Map;

/** Counts the audited events since the start. */
@FunctionalInterface
public interface EventCounts {
    /** Returns how often each event happened, by its wire name. An event that never happened has 0. */
    Map<String, Long> counts();
}
