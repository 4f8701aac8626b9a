/** Promised messages in a table. */
@NullMarked
package io.latchkey.adapters.persistence.delivery;

import org.jspecify.annotations.NullMarked;
