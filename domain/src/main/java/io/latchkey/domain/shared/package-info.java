/** Values that all features use: contacts, login names, refusals of bad input. */
@NullMarked
package io.latchkey.domain.shared;

import org.jspecify.annotations.NullMarked;
