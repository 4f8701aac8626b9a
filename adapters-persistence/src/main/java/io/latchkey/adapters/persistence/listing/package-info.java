/** Listings in the database. */
@NullMarked
package io.latchkey.adapters.persistence.listing;

import org.jspecify.annotations.NullMarked;
