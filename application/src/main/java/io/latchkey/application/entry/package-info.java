/** Entry by code, the rule of the drf-user face: a code that went to an e-mail address or a phone signs in, or makes the account first. */
@NullMarked
package io.latchkey.application.entry;

import org.jspecify.annotations.NullMarked;
