/**
 * Starts Latchkey as a runnable jar: options, data folder, console and the embedded server. It is not part of the WAR.
 */
@NullMarked
package io.latchkey.bootstrap.launcher;

import org.jspecify.annotations.NullMarked;
