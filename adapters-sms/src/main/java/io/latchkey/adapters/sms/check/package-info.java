/** What a command line checks of texts and providers together. */
@NullMarked
package io.latchkey.adapters.sms.check;

import org.jspecify.annotations.NullMarked;
