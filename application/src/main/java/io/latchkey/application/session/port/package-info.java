/** What sessions need from outside. */
@NullMarked
package io.latchkey.application.session.port;

import org.jspecify.annotations.NullMarked;
