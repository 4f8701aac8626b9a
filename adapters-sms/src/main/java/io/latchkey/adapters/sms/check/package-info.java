/** Command-line checks of texts and providers. */
@NullMarked
package io.latchkey.adapters.sms.check;

import org.jspecify.annotations.NullMarked;
