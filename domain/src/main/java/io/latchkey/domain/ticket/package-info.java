/** Single-use leave that was earned by a code. */
@NullMarked
package io.latchkey.domain.ticket;

import org.jspecify.annotations.NullMarked;
