/** Use cases of signing in and out. */
@NullMarked
package io.latchkey.application.session;

import org.jspecify.annotations.NullMarked;
