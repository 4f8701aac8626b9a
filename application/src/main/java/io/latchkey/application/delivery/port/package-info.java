/** What delivery needs from outside. */
@NullMarked
package io.latchkey.application.delivery.port;

import org.jspecify.annotations.NullMarked;
