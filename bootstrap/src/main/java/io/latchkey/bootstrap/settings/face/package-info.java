/** The keys of each face, kept apart from those of the others. */
@NullMarked
package io.latchkey.bootstrap.settings.face;

import org.jspecify.annotations.NullMarked;
