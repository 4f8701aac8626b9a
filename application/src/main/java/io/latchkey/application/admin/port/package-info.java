/** What administration needs from outside. */
@NullMarked
package io.latchkey.application.admin.port;

import org.jspecify.annotations.NullMarked;
