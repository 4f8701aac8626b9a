package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.adapters.rest.otp.ChallengeResponse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A registration that waits for its contacts to be verified. */
@Schema(name = "PendingRegistration", description = "A challenge per contact; verifying one activates the account.")
record RegistrationResponse(List<ChallengeResponse> challenges) implements ResponseBody {}
