/** Retry lock, a rule of the dhiwise face: a few wrong passwords lock an account for everybody. */
@NullMarked
package io.latchkey.application.retrylock;

import org.jspecify.annotations.NullMarked;
