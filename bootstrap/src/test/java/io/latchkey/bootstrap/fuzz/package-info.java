/** Makes up input for everything that reads what comes from outside. */
@NullMarked
package io.latchkey.bootstrap.fuzz;

import org.jspecify.annotations.NullMarked;
