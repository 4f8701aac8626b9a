/** Gives each refusal the id under which operators read why. */
@NullMarked
package io.latchkey.adapters.rest.decision;

import org.jspecify.annotations.NullMarked;
