/** The database: its settings, its start and all repositories on it. */
@NullMarked
package io.latchkey.adapters.persistence;

import org.jspecify.annotations.NullMarked;
