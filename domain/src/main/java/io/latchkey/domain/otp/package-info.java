/** One-time codes: challenges, their policies and the checking of guesses. */
@NullMarked
package io.latchkey.domain.otp;

import org.jspecify.annotations.NullMarked;
