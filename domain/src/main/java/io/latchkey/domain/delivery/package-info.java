/** Messages on their way to people: routes, providers' health, and what became of the messages. */
@NullMarked
package io.latchkey.domain.delivery;

import org.jspecify.annotations.NullMarked;
