/** Use cases of one-time codes. */
@NullMarked
package io.latchkey.application.otp;

import org.jspecify.annotations.NullMarked;
