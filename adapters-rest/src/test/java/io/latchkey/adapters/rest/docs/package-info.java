/** Tests of the OpenAPI documents. */
@NullMarked
package io.latchkey.adapters.rest.docs;

import org.jspecify.annotations.NullMarked;
