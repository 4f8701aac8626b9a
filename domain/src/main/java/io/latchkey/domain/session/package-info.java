/** Sessions and the rotation of refresh tokens. */
@NullMarked
package io.latchkey.domain.session;

import org.jspecify.annotations.NullMarked;
