/** Refusals and failures as RFC 9457 problem details. */
@NullMarked
package io.latchkey.adapters.rest.problem;

import org.jspecify.annotations.NullMarked;
