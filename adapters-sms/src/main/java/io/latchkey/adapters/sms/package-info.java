/** Delivery: the gateway that words a message and hands it to a channel's provider. */
@NullMarked
package io.latchkey.adapters.sms;

import org.jspecify.annotations.NullMarked;
