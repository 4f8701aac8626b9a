/** Accounts in tables. */
@NullMarked
package io.latchkey.adapters.persistence.user;

import org.jspecify.annotations.NullMarked;
