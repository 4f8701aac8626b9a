/** How contacts and logins are read. */
@NullMarked
package io.latchkey.application.shared.service;

import org.jspecify.annotations.NullMarked;
