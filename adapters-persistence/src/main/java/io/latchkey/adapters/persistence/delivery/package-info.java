/** Queued messages and calls to providers in the database. */
@NullMarked
package io.latchkey.adapters.persistence.delivery;

import org.jspecify.annotations.NullMarked;
