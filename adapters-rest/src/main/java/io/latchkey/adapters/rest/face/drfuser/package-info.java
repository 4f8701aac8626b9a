/** The face that answers the API of drf-user, a Django application. */
@NullMarked
package io.latchkey.adapters.rest.face.drfuser;

import org.jspecify.annotations.NullMarked;
