/** Where tickets are kept. */
@NullMarked
package io.latchkey.adapters.persistence.ticket;

import org.jspecify.annotations.NullMarked;
