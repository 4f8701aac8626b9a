/** Tests of problems. */
@NullMarked
package io.latchkey.adapters.rest.problem;

import org.jspecify.annotations.NullMarked;
