/** Delivery receipts and the delivery funnel over HTTP. */
@NullMarked
package io.latchkey.adapters.rest.delivery;

import org.jspecify.annotations.NullMarked;
