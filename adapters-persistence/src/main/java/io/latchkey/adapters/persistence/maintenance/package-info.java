/** What maintenance keeps in the database. */
@NullMarked
package io.latchkey.adapters.persistence.maintenance;

import org.jspecify.annotations.NullMarked;
