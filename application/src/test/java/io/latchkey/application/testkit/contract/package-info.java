/** Contracts of stores. Both the databases and the in-memory fakes run them. */
@NullMarked
package io.latchkey.application.testkit.contract;

import org.jspecify.annotations.NullMarked;
