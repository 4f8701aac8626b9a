/** Decoding and encoding anew of uploaded pictures. */
@NullMarked
package io.latchkey.adapters.platform.image;

import org.jspecify.annotations.NullMarked;
