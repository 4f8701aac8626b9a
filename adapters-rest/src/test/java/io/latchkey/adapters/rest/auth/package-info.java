/** Tests of the authentication of callers. */
@NullMarked
package io.latchkey.adapters.rest.auth;

import org.jspecify.annotations.NullMarked;
