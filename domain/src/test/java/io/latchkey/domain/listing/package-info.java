/** Tests of listings. */
@NullMarked
package io.latchkey.domain.listing;

import org.jspecify.annotations.NullMarked;
