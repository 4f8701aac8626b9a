/** Delivery of messages: routes, providers' health, and the outcome of each call. */
@NullMarked
package io.latchkey.domain.delivery;

import org.jspecify.annotations.NullMarked;
