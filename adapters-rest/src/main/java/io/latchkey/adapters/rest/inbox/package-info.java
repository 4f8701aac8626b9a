/** The development inbox over HTTP. */
@NullMarked
package io.latchkey.adapters.rest.inbox;

import org.jspecify.annotations.NullMarked;
