/** What throttles need from outside. */
@NullMarked
package io.latchkey.application.throttle.port;

import org.jspecify.annotations.NullMarked;
