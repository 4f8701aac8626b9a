/** Tests of the native API over real HTTP. Each test sets the answers of the use cases. */
@NullMarked
package io.latchkey.adapters.rest;

import org.jspecify.annotations.NullMarked;
