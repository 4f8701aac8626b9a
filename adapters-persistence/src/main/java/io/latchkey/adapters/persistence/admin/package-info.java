/** Rows that administration reads and keeps. */
@NullMarked
package io.latchkey.adapters.persistence.admin;

import org.jspecify.annotations.NullMarked;
