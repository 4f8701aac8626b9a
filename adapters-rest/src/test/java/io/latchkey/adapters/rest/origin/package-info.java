/** Tests of what pages of other origins may do. */
@NullMarked
package io.latchkey.adapters.rest.origin;

import org.jspecify.annotations.NullMarked;
