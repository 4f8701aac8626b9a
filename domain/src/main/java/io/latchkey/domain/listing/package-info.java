/** Listings: what operators block, and what they except from blocks. */
@NullMarked
package io.latchkey.domain.listing;

import org.jspecify.annotations.NullMarked;
