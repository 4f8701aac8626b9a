/** Shared rules for calls over the network. */
@NullMarked
package io.latchkey.adapters.sms.net;

import org.jspecify.annotations.NullMarked;
