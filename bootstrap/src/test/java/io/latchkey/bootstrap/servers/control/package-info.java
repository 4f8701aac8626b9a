/** An application of a few lines, to see what a server keeps of any. */
package io.latchkey.bootstrap.servers.control;
