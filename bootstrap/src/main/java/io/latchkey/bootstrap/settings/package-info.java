/** Every configuration key, with its type, default and meaning, in one place. */
@NullMarked
package io.latchkey.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
