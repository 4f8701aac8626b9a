/** Single-use permissions that verified codes grant. */
@NullMarked
package io.latchkey.domain.ticket;

import org.jspecify.annotations.NullMarked;
