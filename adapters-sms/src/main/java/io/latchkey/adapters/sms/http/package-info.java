/** SMS by a provider's HTTP interface. */
@NullMarked
package io.latchkey.adapters.sms.http;

import org.jspecify.annotations.NullMarked;
