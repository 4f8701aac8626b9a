package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.adapters.rest.otp.ChallengeResponse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A registration that is complete once its contacts are verified. */
@Schema(name = "PendingRegistration", description = "A challenge per contact; verifying one activates the account.")
record RegistrationResponse(List<ChallengeResponse> challenges) implements ResponseBody {}
