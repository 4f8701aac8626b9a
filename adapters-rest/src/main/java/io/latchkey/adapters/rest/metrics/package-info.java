/** Figures of the service, as Prometheus reads them. */
@NullMarked
package io.latchkey.adapters.rest.metrics;

import org.jspecify.annotations.NullMarked;
