/** One-time codes over HTTP. */
@NullMarked
package io.latchkey.adapters.rest.otp;

import org.jspecify.annotations.NullMarked;
