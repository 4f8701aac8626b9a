/** Pages for people, and the error page of the server. */
@NullMarked
package io.latchkey.adapters.rest.pages;

import org.jspecify.annotations.NullMarked;
