/** The face that answers the user management API that DhiWise generates. */
@NullMarked
package io.latchkey.adapters.rest.face.dhiwise;

import org.jspecify.annotations.NullMarked;
