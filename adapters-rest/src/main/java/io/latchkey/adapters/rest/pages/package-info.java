/** Pages for people, and the page that the server shows when no resource was asked. */
@NullMarked
package io.latchkey.adapters.rest.pages;

import org.jspecify.annotations.NullMarked;
