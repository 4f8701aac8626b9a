/** Tests of what all faces share. */
@NullMarked
package io.latchkey.adapters.rest.face;

import org.jspecify.annotations.NullMarked;
