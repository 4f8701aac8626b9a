/** Blocks of contacts that had too many codes or too many wrong guesses. */
@NullMarked
package io.latchkey.domain.guard;

import org.jspecify.annotations.NullMarked;
