/** Answers whose time tells nothing about who has an account. */
@NullMarked
package io.latchkey.adapters.rest.concealment;

import org.jspecify.annotations.NullMarked;
