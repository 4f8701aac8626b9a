/** Decoding and re-encoding of uploaded pictures. */
@NullMarked
package io.latchkey.bootstrap.image;

import org.jspecify.annotations.NullMarked;
