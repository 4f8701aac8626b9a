/** What administration can do, for the doors. */
@NullMarked
package io.latchkey.application.admin;

import org.jspecify.annotations.NullMarked;
