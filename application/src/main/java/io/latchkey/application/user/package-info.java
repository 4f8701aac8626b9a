/** Use cases of accounts. */
@NullMarked
package io.latchkey.application.user;

import org.jspecify.annotations.NullMarked;
