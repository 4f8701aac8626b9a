/** Limits on how often something may happen, and what a refused caller is told. */
@NullMarked
package io.latchkey.domain.throttle;

import org.jspecify.annotations.NullMarked;
