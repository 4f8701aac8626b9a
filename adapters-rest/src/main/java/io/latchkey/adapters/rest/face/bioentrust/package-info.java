/** BioEntrust's accounts. */
@NullMarked
package io.latchkey.adapters.rest.face.bioentrust;

import org.jspecify.annotations.NullMarked;
