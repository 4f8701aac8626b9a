/** Decides whether a call is within its limits. */
@NullMarked
package io.latchkey.application.throttle.service;

import org.jspecify.annotations.NullMarked;
