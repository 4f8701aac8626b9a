/** Accounts over HTTP. */
@NullMarked
package io.latchkey.adapters.rest.user;

import org.jspecify.annotations.NullMarked;
