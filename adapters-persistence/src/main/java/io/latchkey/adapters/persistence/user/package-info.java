/** Accounts and the rows that belong to them in the database. */
@NullMarked
package io.latchkey.adapters.persistence.user;

import org.jspecify.annotations.NullMarked;
