/** Limits: the site's figures, and why something is refused now that will be admitted later. */
@NullMarked
package io.latchkey.application.throttle;

import org.jspecify.annotations.NullMarked;
