/** Phone numbers and the world's numbering plans. */
@NullMarked
package io.latchkey.adapters.platform.numbering;

import org.jspecify.annotations.NullMarked;
