/** Parameters and results that several use cases share. */
@NullMarked
package io.latchkey.application.shared;

import org.jspecify.annotations.NullMarked;
