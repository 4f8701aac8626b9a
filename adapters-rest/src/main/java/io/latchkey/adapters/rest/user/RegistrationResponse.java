package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.adapters.rest.otp.ChallengeResponse;
import java.util.List;

/** A registration that is complete once its contacts are verified. */
record RegistrationResponse(List<ChallengeResponse> challenges) implements ResponseBody {}
