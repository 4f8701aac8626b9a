/** Access tokens (RFC 6749) for providers that require them. */
@NullMarked
package io.latchkey.adapters.sms.oauth;

import org.jspecify.annotations.NullMarked;
