/** What the service measures about itself, for Prometheus. */
@NullMarked
package io.latchkey.adapters.platform.metrics;

import org.jspecify.annotations.NullMarked;
