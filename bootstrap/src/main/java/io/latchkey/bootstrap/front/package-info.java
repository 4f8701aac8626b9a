/** What stands before the applications of a server that is built on Grizzly: Payara and GlassFish. */
@NullMarked
package io.latchkey.bootstrap.front;

import org.jspecify.annotations.NullMarked;
