/** Resources for services that were shown a token: whether it counts, and ending it. */
@NullMarked
package io.latchkey.adapters.rest.token;

import org.jspecify.annotations.NullMarked;
