/** Tries what reads requests with input that is made up. */
@NullMarked
package io.latchkey.adapters.rest.fuzz;

import org.jspecify.annotations.NullMarked;
