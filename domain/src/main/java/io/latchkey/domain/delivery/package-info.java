/** Messages on their way out and what became of them. */
@NullMarked
package io.latchkey.domain.delivery;

import org.jspecify.annotations.NullMarked;
