/** Fixtures of the domain for the tests of all modules. */
@NullMarked
package io.latchkey.domain.testkit;

import org.jspecify.annotations.NullMarked;
