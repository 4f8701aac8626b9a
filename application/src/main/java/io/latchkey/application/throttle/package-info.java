/** The site's limits as use cases take them. */
@NullMarked
package io.latchkey.application.throttle;

import org.jspecify.annotations.NullMarked;
