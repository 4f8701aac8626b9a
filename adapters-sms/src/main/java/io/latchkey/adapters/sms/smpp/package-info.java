/** SMS by SMPP 3.4, sent directly to a carrier. */
@NullMarked
package io.latchkey.adapters.sms.smpp;

import org.jspecify.annotations.NullMarked;
