/** How accounts are registered, changed, recovered and closed. */
@NullMarked
package io.latchkey.application.account.service;

import org.jspecify.annotations.NullMarked;
