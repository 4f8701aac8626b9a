/** Delivery: words a message and hands it to a provider of its channel. */
@NullMarked
package io.latchkey.adapters.sms;

import org.jspecify.annotations.NullMarked;
