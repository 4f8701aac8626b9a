/** Threads that send messages, and the signals that wake them. */
@NullMarked
package io.latchkey.adapters.sms.dispatch;

import org.jspecify.annotations.NullMarked;
