/** The protocols that come with the product, found by the service loader like those of others. */
@NullMarked
package io.latchkey.adapters.sms.protocol;

import org.jspecify.annotations.NullMarked;
