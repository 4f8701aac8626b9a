/** Sessions and signing keys in the database. */
@NullMarked
package io.latchkey.adapters.persistence.session;

import org.jspecify.annotations.NullMarked;
