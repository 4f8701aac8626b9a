/** The OpenAPI document that belongs to no single resource. */
@NullMarked
package io.latchkey.adapters.rest.docs;

import org.jspecify.annotations.NullMarked;
