/** What maintenance needs from outside. */
@NullMarked
package io.latchkey.application.maintenance.port;

import org.jspecify.annotations.NullMarked;
