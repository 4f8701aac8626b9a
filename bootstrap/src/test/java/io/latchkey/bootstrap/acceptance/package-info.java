/** The whole of Latchkey, driven over HTTP: the WAR on a server with each database, and the runnable jar. */
package io.latchkey.bootstrap.acceptance;
