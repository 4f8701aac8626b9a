/** Contacts that are left alone for a while. */
@NullMarked
package io.latchkey.domain.block;

import org.jspecify.annotations.NullMarked;
