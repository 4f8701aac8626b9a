/** Authentication of the callers of guarded resources. */
@NullMarked
package io.latchkey.adapters.rest.auth;

import org.jspecify.annotations.NullMarked;
