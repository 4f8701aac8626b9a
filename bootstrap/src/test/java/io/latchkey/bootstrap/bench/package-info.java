/** Measures the cost of operations, in time and in processor time, against a real database. */
@NullMarked
package io.latchkey.bootstrap.bench;

import org.jspecify.annotations.NullMarked;
