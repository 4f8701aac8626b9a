/** What the contact guard needs from outside. */
@NullMarked
package io.latchkey.application.guard.port;

import org.jspecify.annotations.NullMarked;
