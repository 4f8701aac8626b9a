/** Tests of the pages for people. */
@NullMarked
package io.latchkey.adapters.rest.pages;

import org.jspecify.annotations.NullMarked;
