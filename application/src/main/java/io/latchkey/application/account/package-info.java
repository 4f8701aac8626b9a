/** Use cases of accounts: register, change, recover, close. */
@NullMarked
package io.latchkey.application.account;

import org.jspecify.annotations.NullMarked;
