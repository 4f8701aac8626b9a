/** The part of the launcher that runs among the server's own classes, in a jar of its own inside the runnable jar. */
@NullMarked
package io.latchkey.bootstrap.launcher.server;

import org.jspecify.annotations.NullMarked;
