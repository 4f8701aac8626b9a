/** Health checks of the service for orchestrators. */
@NullMarked
package io.latchkey.adapters.rest.health;

import org.jspecify.annotations.NullMarked;
