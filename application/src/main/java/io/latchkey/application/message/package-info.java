/** Messages to people: how owners are told what happens to their accounts. */
@NullMarked
package io.latchkey.application.message;

import org.jspecify.annotations.NullMarked;
