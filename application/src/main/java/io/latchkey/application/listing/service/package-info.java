/** Knows all listings, on every node. */
@NullMarked
package io.latchkey.application.listing.service;

import org.jspecify.annotations.NullMarked;
