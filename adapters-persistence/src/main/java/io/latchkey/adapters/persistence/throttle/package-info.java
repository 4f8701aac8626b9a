/** Counters of throttles in the database. */
@NullMarked
package io.latchkey.adapters.persistence.throttle;

import org.jspecify.annotations.NullMarked;
