/** The native API over real HTTP, with use cases that answer as a test says. */
@NullMarked
package io.latchkey.adapters.rest;

import org.jspecify.annotations.NullMarked;
