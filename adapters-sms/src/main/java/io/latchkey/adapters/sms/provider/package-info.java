/** Providers described by data files: what to send them, what their answers and receipts mean. */
@NullMarked
package io.latchkey.adapters.sms.provider;

import org.jspecify.annotations.NullMarked;
