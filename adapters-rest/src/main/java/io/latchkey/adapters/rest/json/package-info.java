/** Strict JSON in, plain JSON out. */
@NullMarked
package io.latchkey.adapters.rest.json;

import org.jspecify.annotations.NullMarked;
