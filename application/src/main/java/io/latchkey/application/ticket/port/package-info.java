/** What tickets need from outside. */
@NullMarked
package io.latchkey.application.ticket.port;

import org.jspecify.annotations.NullMarked;
