/** Wires the application: the only place that knows services and adapters at once. */
@NullMarked
package io.latchkey.bootstrap;

import org.jspecify.annotations.NullMarked;
