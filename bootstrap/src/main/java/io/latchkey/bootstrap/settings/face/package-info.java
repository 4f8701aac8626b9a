/** The keys of each face, separate from those of other faces. */
@NullMarked
package io.latchkey.bootstrap.settings.face;

import org.jspecify.annotations.NullMarked;
