/** The outbound ports of throttles. */
@NullMarked
package io.latchkey.application.throttle.port;

import org.jspecify.annotations.NullMarked;
