/** What accounts need from outside. */
@NullMarked
package io.latchkey.application.account.port;

import org.jspecify.annotations.NullMarked;
