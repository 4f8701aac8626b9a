package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.adapters.rest.otp.ChallengeResponse;

/** The challenge of the code that finishes a sign-in. */
record SecondFactorResponse(ChallengeResponse challenge) implements ResponseBody {}
