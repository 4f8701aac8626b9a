/** Forgotten passwords over HTTP. */
@NullMarked
package io.latchkey.adapters.rest.password;

import org.jspecify.annotations.NullMarked;
