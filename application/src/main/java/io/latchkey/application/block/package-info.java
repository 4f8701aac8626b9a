/** Contacts that are left alone for a while. */
@NullMarked
package io.latchkey.application.block;

import org.jspecify.annotations.NullMarked;
