/** What is told to people, and how far it has come. */
@NullMarked
package io.latchkey.domain.message;

import org.jspecify.annotations.NullMarked;
