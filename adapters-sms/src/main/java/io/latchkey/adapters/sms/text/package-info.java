/** Message texts by kind, purpose, contact and language, and the capacity of an SMS. */
@NullMarked
package io.latchkey.adapters.sms.text;

import org.jspecify.annotations.NullMarked;
