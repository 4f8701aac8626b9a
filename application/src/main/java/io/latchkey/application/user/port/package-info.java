/** The outbound ports of accounts. */
@NullMarked
package io.latchkey.application.user.port;

import org.jspecify.annotations.NullMarked;
