/** Messages kept in memory for people who develop against the product. */
@NullMarked
package io.latchkey.adapters.sms.inbox;

import org.jspecify.annotations.NullMarked;
