/** The bundled protocols. The service loader finds them in the same way as other people's protocols. */
@NullMarked
package io.latchkey.adapters.sms.protocol;

import org.jspecify.annotations.NullMarked;
