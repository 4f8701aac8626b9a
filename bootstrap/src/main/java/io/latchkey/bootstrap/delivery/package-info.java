/** Threads that send what was promised. */
@NullMarked
package io.latchkey.bootstrap.delivery;

import org.jspecify.annotations.NullMarked;
