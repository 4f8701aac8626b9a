/** Access tokens (RFC 6749) for the providers that ask for them. */
@NullMarked
package io.latchkey.adapters.sms.oauth;

import org.jspecify.annotations.NullMarked;
