/**
 * What differs between database products. {@link io.latchkey.adapters.persistence.dialect.Dialect} lists all of it;
 * each product is one class. Repositories state what they want once and ask the dialect for the SQL when they are made.
 *
 * <p>A third product costs one class that implements {@code Dialect}, its entry in
 * {@link io.latchkey.adapters.persistence.dialect.Dialects}, its migrations, its driver in the POM, and one test class
 * that runs the contracts on it.
 */
@NullMarked
package io.latchkey.adapters.persistence.dialect;

import org.jspecify.annotations.NullMarked;
