/** Use cases of messages on their way to people: sending, receipts, figures. */
@NullMarked
package io.latchkey.application.delivery;

import org.jspecify.annotations.NullMarked;
