/** Contact guard, the rule of the sunbird face: a contact that had too many codes or wrong guesses is blocked. */
@NullMarked
package io.latchkey.application.guard;

import org.jspecify.annotations.NullMarked;
