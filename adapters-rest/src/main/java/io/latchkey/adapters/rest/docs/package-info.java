/** Parts of the OpenAPI document that belong to no single resource. */
@NullMarked
package io.latchkey.adapters.rest.docs;

import org.jspecify.annotations.NullMarked;
