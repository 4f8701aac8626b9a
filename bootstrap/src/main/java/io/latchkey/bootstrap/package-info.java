/** Wires the core to its adapters inside the server. */
@NullMarked
package io.latchkey.bootstrap;

import org.jspecify.annotations.NullMarked;
