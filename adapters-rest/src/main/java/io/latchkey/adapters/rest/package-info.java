/** The native HTTP interface. */
@NullMarked
package io.latchkey.adapters.rest;

import org.jspecify.annotations.NullMarked;
