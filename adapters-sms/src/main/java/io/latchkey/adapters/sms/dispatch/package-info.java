/** Threads that send what was promised, and what they wait for. */
@NullMarked
package io.latchkey.adapters.sms.dispatch;

import org.jspecify.annotations.NullMarked;
