/** How sign-ins under a retry lock are decided. */
@NullMarked
package io.latchkey.application.retrylock.service;

import org.jspecify.annotations.NullMarked;
