/** What accounts are made of; the use cases are in {@code account}. */
@NullMarked
package io.latchkey.application.user;

import org.jspecify.annotations.NullMarked;
