/** Tests of the parts that all faces share. */
@NullMarked
package io.latchkey.adapters.rest.face;

import org.jspecify.annotations.NullMarked;
