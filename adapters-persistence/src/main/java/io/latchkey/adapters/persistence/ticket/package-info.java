/** Tickets in the database. */
@NullMarked
package io.latchkey.adapters.persistence.ticket;

import org.jspecify.annotations.NullMarked;
