/** Who makes a guarded request. */
@NullMarked
package io.latchkey.adapters.rest.auth;

import org.jspecify.annotations.NullMarked;
