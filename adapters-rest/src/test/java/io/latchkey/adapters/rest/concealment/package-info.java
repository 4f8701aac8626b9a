/** Tests of the time of answers. */
@NullMarked
package io.latchkey.adapters.rest.concealment;

import org.jspecify.annotations.NullMarked;
