/** Transactions and statements that all repositories use. */
@NullMarked
package io.latchkey.adapters.persistence.shared;

import org.jspecify.annotations.NullMarked;
