package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.adapters.rest.otp.ChallengeResponse;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The challenge of the code that finishes a sign-in. */
@Schema(name = "SecondFactor", description = "Finish the sign-in with the challenge's id and its code.")
record SecondFactorResponse(ChallengeResponse challenge) implements ResponseBody {}
