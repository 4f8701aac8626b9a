/** Tries what reads files of operators and calls of providers with input that is made up. */
@NullMarked
package io.latchkey.adapters.sms.fuzz;

import org.jspecify.annotations.NullMarked;
