/** What pages of other origins may do (CORS protocol of the Fetch standard). */
@NullMarked
package io.latchkey.adapters.rest.origin;

import org.jspecify.annotations.NullMarked;
