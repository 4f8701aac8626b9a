/** Parts of accounts; the use cases are in {@code account}. */
@NullMarked
package io.latchkey.application.user;

import org.jspecify.annotations.NullMarked;
