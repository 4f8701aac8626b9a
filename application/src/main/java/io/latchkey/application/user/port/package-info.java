/** What accounts need from outside. */
@NullMarked
package io.latchkey.application.user.port;

import org.jspecify.annotations.NullMarked;
