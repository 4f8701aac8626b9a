/** Keeps the store small, and counts ahead what is read often. */
@NullMarked
package io.latchkey.application.maintenance;

import org.jspecify.annotations.NullMarked;
