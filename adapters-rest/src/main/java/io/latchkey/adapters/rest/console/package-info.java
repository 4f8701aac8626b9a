/** The console: pages on the API of administration, for those who administer. */
@NullMarked
package io.latchkey.adapters.rest.console;

import org.jspecify.annotations.NullMarked;
