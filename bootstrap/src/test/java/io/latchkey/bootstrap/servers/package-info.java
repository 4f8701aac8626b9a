/** Tries the packaged WAR on application servers. */
package io.latchkey.bootstrap.servers;
