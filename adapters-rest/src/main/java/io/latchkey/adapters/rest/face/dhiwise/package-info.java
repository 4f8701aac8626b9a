/** The user management DhiWise generates. */
@NullMarked
package io.latchkey.adapters.rest.face.dhiwise;

import org.jspecify.annotations.NullMarked;
