/** An operator's routing rules. */
@NullMarked
package io.latchkey.adapters.sms.routing;

import org.jspecify.annotations.NullMarked;
