/**
 * Reads data files strictly. Every key is known, every placeholder has a meaning, and a refusal names file, line and
 * key.
 */
@NullMarked
package io.latchkey.adapters.sms.definition;

import org.jspecify.annotations.NullMarked;
