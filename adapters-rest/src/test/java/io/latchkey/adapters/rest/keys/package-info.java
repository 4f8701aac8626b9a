/** Tests of the published keys. */
@NullMarked
package io.latchkey.adapters.rest.keys;

import org.jspecify.annotations.NullMarked;
