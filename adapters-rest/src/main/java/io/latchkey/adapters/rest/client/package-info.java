/** Where a request comes from and what language it asks for. */
@NullMarked
package io.latchkey.adapters.rest.client;

import org.jspecify.annotations.NullMarked;
