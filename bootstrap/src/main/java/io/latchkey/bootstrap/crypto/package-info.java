/** Keys, hashes, signatures and randomness behind the application's ports. */
@NullMarked
package io.latchkey.bootstrap.crypto;

import org.jspecify.annotations.NullMarked;
