/** Who a request is made by. */
@NullMarked
package io.latchkey.adapters.rest.auth;

import org.jspecify.annotations.NullMarked;
