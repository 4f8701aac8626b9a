/** HTTP providers, each described by a data file. */
@NullMarked
package io.latchkey.adapters.sms.http;

import org.jspecify.annotations.NullMarked;
