/** Counters in a table. */
@NullMarked
package io.latchkey.adapters.persistence.throttle;

import org.jspecify.annotations.NullMarked;
