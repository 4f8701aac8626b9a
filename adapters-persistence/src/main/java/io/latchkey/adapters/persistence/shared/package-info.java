/** Transactions and statements, for the repositories. */
@NullMarked
package io.latchkey.adapters.persistence.shared;

import org.jspecify.annotations.NullMarked;
