/** The face that answers BioEntrust's account API. */
@NullMarked
package io.latchkey.adapters.rest.face.bioentrust;

import org.jspecify.annotations.NullMarked;
