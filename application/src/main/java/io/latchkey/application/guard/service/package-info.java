/** How contacts are guarded. */
@NullMarked
package io.latchkey.application.guard.service;

import org.jspecify.annotations.NullMarked;
