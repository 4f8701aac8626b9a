/** Decides when a retry lock closes. */
@NullMarked
package io.latchkey.application.retrylock.service;

import org.jspecify.annotations.NullMarked;
