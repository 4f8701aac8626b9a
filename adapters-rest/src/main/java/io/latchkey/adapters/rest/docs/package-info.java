/** The OpenAPI documents, which are written by hand, and how they are served. */
@NullMarked
package io.latchkey.adapters.rest.docs;

import org.jspecify.annotations.NullMarked;
