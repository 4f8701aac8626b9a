/** Locks of accounts after a few wrong passwords. */
@NullMarked
package io.latchkey.domain.retrylock;

import org.jspecify.annotations.NullMarked;
