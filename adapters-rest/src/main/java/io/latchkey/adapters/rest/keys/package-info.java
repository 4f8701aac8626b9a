/** The public keys of the service. */
@NullMarked
package io.latchkey.adapters.rest.keys;

import org.jspecify.annotations.NullMarked;
