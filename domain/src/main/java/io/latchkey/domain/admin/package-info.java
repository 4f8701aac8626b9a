/** Administration: who may do what, and what is kept of it. */
@NullMarked
package io.latchkey.domain.admin;

import org.jspecify.annotations.NullMarked;
