/** A service of somebody else, which lets the bearers of our access tokens in. Its server checks them; it knows nothing of Latchkey. */
@NullMarked
package io.latchkey.bootstrap.e2e.orders;

import org.jspecify.annotations.NullMarked;
