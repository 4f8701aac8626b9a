/** The limits of the site. */
@NullMarked
package io.latchkey.application.throttle;

import org.jspecify.annotations.NullMarked;
