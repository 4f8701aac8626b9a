/** Messages kept in memory for developers. */
@NullMarked
package io.latchkey.adapters.sms.inbox;

import org.jspecify.annotations.NullMarked;
