/** The whole service, deployed on its server and driven over HTTP. */
@NullMarked
package io.latchkey.bootstrap.e2e;

import org.jspecify.annotations.NullMarked;
