/** What blocks need from outside. */
@NullMarked
package io.latchkey.application.block.port;

import org.jspecify.annotations.NullMarked;
