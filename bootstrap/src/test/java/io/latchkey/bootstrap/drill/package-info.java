/** Fails providers and nodes on purpose and watches what becomes of the messages. */
@NullMarked
package io.latchkey.bootstrap.drill;

import org.jspecify.annotations.NullMarked;
