/** The public keys of the service over HTTP. */
@NullMarked
package io.latchkey.adapters.rest.keys;

import org.jspecify.annotations.NullMarked;
