/** Phone numbers by the world's numbering plans. */
@NullMarked
package io.latchkey.bootstrap.contact;

import org.jspecify.annotations.NullMarked;
