/** Parts that all faces share: their paths, their input and the words of their refusals. */
@NullMarked
package io.latchkey.adapters.rest.face;

import org.jspecify.annotations.NullMarked;
