/** Tries what reads input from outside with input that is made up. */
@NullMarked
package io.latchkey.domain.fuzz;

import org.jspecify.annotations.NullMarked;
