/** The clock that a developer can move over HTTP. */
@NullMarked
package io.latchkey.adapters.rest.clock;

import org.jspecify.annotations.NullMarked;
