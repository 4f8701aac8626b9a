/** What problems look like. */
@NullMarked
package io.latchkey.adapters.rest.problem;

import org.jspecify.annotations.NullMarked;
