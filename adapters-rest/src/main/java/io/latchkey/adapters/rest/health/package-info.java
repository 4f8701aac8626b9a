/** Health of the service, as orchestrators ask for it. */
@NullMarked
package io.latchkey.adapters.rest.health;

import org.jspecify.annotations.NullMarked;
