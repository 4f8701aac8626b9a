/** What listings need from outside. */
@NullMarked
package io.latchkey.application.listing.port;

import org.jspecify.annotations.NullMarked;
