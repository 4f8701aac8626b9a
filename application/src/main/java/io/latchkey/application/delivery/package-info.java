/** Use cases of messages on their way out. */
@NullMarked
package io.latchkey.application.delivery;

import org.jspecify.annotations.NullMarked;
