/** Message texts by kind, purpose, contact and language, and what an SMS may hold. */
@NullMarked
package io.latchkey.adapters.sms.text;

import org.jspecify.annotations.NullMarked;
