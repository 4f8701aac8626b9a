/** Origin and language of a request. */
@NullMarked
package io.latchkey.adapters.rest.client;

import org.jspecify.annotations.NullMarked;
