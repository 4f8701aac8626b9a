/** Limits on how often something may happen, and the decision about a call. */
@NullMarked
package io.latchkey.domain.throttle;

import org.jspecify.annotations.NullMarked;
