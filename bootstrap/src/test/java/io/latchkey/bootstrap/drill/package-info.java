/** Lets providers and nodes fail on purpose, and checks the delivery of messages. */
@NullMarked
package io.latchkey.bootstrap.drill;

import org.jspecify.annotations.NullMarked;
