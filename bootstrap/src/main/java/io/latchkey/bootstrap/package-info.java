/** Wires the application. Only this package knows both the use cases and the adapters. */
@NullMarked
package io.latchkey.bootstrap;

import org.jspecify.annotations.NullMarked;
