/** Checks that pages of the documentation say what the code says. */
@NullMarked
package io.latchkey.bootstrap.reference;

import org.jspecify.annotations.NullMarked;
