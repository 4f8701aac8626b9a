/** Blocked contacts in the database. */
@NullMarked
package io.latchkey.adapters.persistence.block;

import org.jspecify.annotations.NullMarked;
