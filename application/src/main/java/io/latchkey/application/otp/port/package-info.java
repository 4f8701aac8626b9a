/** What one-time codes need from outside. */
@NullMarked
package io.latchkey.application.otp.port;

import org.jspecify.annotations.NullMarked;
