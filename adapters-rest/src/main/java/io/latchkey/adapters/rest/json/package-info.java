/** Strict reading and plain writing of JSON. */
@NullMarked
package io.latchkey.adapters.rest.json;

import org.jspecify.annotations.NullMarked;
