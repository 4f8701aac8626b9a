/** Use cases that keep the store small. */
@NullMarked
package io.latchkey.application.maintenance;

import org.jspecify.annotations.NullMarked;
