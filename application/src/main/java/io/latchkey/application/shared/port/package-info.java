/** Outbound ports of every use case: transactions, identity, audit. */
@NullMarked
package io.latchkey.application.shared.port;

import org.jspecify.annotations.NullMarked;
