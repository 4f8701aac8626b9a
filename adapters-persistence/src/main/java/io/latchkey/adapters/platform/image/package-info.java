/** Decodes uploaded pictures and encodes them anew. */
@NullMarked
package io.latchkey.adapters.platform.image;

import org.jspecify.annotations.NullMarked;
