/** Listings of operators, as every feature may ask for them. */
@NullMarked
package io.latchkey.application.listing;

import org.jspecify.annotations.NullMarked;
