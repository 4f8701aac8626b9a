package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.api.ResponseBody;
import java.time.Instant;

/**
 * A second factor for which no message is sent. Its id and code finish the sign-in like those of a challenge.
 *
 * @param otpId id for the next request, beside the code
 * @param method name of the second factor from which the user reads the code
 */
record OwnCodeResponse(String otpId, String method, Instant expiresAt) implements ResponseBody {}
