/** A real MariaDB for tests, also for those of other modules. */
@NullMarked
package io.latchkey.adapters.persistence.testkit;

import org.jspecify.annotations.NullMarked;
