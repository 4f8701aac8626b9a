/** Figures of the service for Prometheus. */
@NullMarked
package io.latchkey.adapters.rest.metrics;

import org.jspecify.annotations.NullMarked;
