/**
 * Differences between database products. {@link io.latchkey.adapters.persistence.dialect.Dialect} lists all of them,
 * and each product is one class. A repository states its statements once and asks the dialect for the SQL.
 *
 * <p>A third product costs one class that implements {@code Dialect}, its entry in {@link
 * io.latchkey.adapters.persistence.dialect.Dialects}, its migrations, its driver in the POM, and one test class that
 * runs the contracts on it.
 */
@NullMarked
package io.latchkey.adapters.persistence.dialect;

import org.jspecify.annotations.NullMarked;
