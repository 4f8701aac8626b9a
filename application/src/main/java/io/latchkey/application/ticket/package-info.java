/** What callers tell of the tickets they hold. */
@NullMarked
package io.latchkey.application.ticket;

import org.jspecify.annotations.NullMarked;
