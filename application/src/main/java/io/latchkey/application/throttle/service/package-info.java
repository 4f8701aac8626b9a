/** How a use case asks whether a caller may go on. */
@NullMarked
package io.latchkey.application.throttle.service;

import org.jspecify.annotations.NullMarked;
