/** Challenges in a table. */
@NullMarked
package io.latchkey.adapters.persistence.otp;

import org.jspecify.annotations.NullMarked;
