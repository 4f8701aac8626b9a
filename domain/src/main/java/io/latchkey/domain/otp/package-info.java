/** One-time codes: challenges, the policies they obey and what becomes of a guess. */
@NullMarked
package io.latchkey.domain.otp;

import org.jspecify.annotations.NullMarked;
