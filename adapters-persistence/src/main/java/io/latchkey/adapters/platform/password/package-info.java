/** Common passwords, which attackers try first. */
@NullMarked
package io.latchkey.adapters.platform.password;

import org.jspecify.annotations.NullMarked;
