/** Keys, hashes, signatures and random values behind the application's ports. */
@NullMarked
package io.latchkey.adapters.platform.crypto;

import org.jspecify.annotations.NullMarked;
