/** Who a request comes from. */
@NullMarked
package io.latchkey.adapters.rest.client;

import org.jspecify.annotations.NullMarked;
