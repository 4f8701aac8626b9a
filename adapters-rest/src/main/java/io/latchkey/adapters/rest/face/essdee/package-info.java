/** The user management of Essdee, a Frappe application. */
@NullMarked
package io.latchkey.adapters.rest.face.essdee;

import org.jspecify.annotations.NullMarked;
