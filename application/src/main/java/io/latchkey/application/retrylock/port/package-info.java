/** What the retry lock needs from outside. */
@NullMarked
package io.latchkey.application.retrylock.port;

import org.jspecify.annotations.NullMarked;
