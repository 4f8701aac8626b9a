/** Accounts: users, passwords, profile images, API credentials and the rule that slows down wrong passwords. */
@NullMarked
package io.latchkey.domain.user;

import org.jspecify.annotations.NullMarked;
