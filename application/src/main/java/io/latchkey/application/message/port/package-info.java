/** What features that have something to tell need from delivery. */
@NullMarked
package io.latchkey.application.message.port;

import org.jspecify.annotations.NullMarked;
