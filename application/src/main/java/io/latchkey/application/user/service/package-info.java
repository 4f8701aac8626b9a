/** How accounts are made, changed and closed. */
@NullMarked
package io.latchkey.application.user.service;

import org.jspecify.annotations.NullMarked;
