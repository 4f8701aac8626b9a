/**
 * What sees requests first: a filter before all servlets of the application, and a handler before all applications of a server that is
 * built on Grizzly, as Payara and GlassFish are.
 */
@NullMarked
package io.latchkey.bootstrap.front;

import org.jspecify.annotations.NullMarked;
