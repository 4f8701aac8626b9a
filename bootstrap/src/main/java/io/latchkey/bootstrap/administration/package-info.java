/** Where the commands of administration are done: in a database, or by a server that runs. */
@NullMarked
package io.latchkey.bootstrap.administration;

import org.jspecify.annotations.NullMarked;
