/** The outbound ports of tickets. */
@NullMarked
package io.latchkey.application.ticket.port;

import org.jspecify.annotations.NullMarked;
