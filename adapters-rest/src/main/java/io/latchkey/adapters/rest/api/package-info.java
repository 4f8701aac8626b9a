/** What every resource of the native API and of the faces shares. */
@NullMarked
package io.latchkey.adapters.rest.api;

import org.jspecify.annotations.NullMarked;
