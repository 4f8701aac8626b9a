/** Message texts by kind, purpose, channel and locale. */
@NullMarked
package io.latchkey.adapters.sms.template;

import org.jspecify.annotations.NullMarked;
