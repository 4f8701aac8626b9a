/** How one-time codes are requested, sent again and verified. */
@NullMarked
package io.latchkey.application.otp.service;

import org.jspecify.annotations.NullMarked;
