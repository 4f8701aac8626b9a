/** Parts that all resources of the native API and of the faces share. */
@NullMarked
package io.latchkey.adapters.rest.api;

import org.jspecify.annotations.NullMarked;
