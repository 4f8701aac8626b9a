/** The outbound ports of sessions. */
@NullMarked
package io.latchkey.application.session.port;

import org.jspecify.annotations.NullMarked;
