/** What every use case needs from outside: transactions, identity, a trail. */
@NullMarked
package io.latchkey.application.shared.port;

import org.jspecify.annotations.NullMarked;
