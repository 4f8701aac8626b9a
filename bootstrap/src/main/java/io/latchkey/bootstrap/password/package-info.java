/** Passwords attackers try first. */
@NullMarked
package io.latchkey.bootstrap.password;

import org.jspecify.annotations.NullMarked;
