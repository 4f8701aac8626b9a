/** Challenges in the database. */
@NullMarked
package io.latchkey.adapters.persistence.otp;

import org.jspecify.annotations.NullMarked;
