/** What everybody who calls over the network shares. */
@NullMarked
package io.latchkey.adapters.sms.net;

import org.jspecify.annotations.NullMarked;
