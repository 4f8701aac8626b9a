/** Sunbird's one-time codes. */
@NullMarked
package io.latchkey.adapters.rest.face.sunbird;

import org.jspecify.annotations.NullMarked;
