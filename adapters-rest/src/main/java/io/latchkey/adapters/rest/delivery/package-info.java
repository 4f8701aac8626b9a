/** What providers tell of the messages they took. */
@NullMarked
package io.latchkey.adapters.rest.delivery;

import org.jspecify.annotations.NullMarked;
