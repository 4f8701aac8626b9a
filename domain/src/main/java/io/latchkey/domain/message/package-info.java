/** Messages to people, and how far they have come. */
@NullMarked
package io.latchkey.domain.message;

import org.jspecify.annotations.NullMarked;
