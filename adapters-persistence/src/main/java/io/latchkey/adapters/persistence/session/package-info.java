/** Sessions and signing keys in tables. */
@NullMarked
package io.latchkey.adapters.persistence.session;

import org.jspecify.annotations.NullMarked;
