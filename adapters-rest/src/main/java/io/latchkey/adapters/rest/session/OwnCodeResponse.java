package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.api.ResponseBody;
import java.time.Instant;

/**
 * A second factor for which nothing is sent. The id and the code finish the sign-in like those of a challenge.
 *
 * @param otpId goes into the next request with the code
 * @param method what the code is read from
 */
record OwnCodeResponse(String otpId, String method, Instant expiresAt) implements ResponseBody {}
