/** Accounts: users, passwords, profile images, API credentials and the lock-out rule. */
@NullMarked
package io.latchkey.domain.user;

import org.jspecify.annotations.NullMarked;
