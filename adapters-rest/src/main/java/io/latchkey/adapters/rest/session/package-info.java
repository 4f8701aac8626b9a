/** Signing in, refreshing and signing out over HTTP. */
@NullMarked
package io.latchkey.adapters.rest.session;

import org.jspecify.annotations.NullMarked;
