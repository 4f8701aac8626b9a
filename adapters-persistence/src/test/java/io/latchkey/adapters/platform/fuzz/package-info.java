/** Tries what reads pictures, tokens and numbers with input that is made up. */
@NullMarked
package io.latchkey.adapters.platform.fuzz;

import org.jspecify.annotations.NullMarked;
