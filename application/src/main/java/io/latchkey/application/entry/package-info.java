/**
 * Entry by code, a rule of the drf-user face. A code that was sent to an e-mail address or a phone signs in; without an
 * account, it makes one first.
 */
@NullMarked
package io.latchkey.application.entry;

import org.jspecify.annotations.NullMarked;
