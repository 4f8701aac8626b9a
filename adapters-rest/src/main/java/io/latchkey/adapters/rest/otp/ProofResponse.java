package io.latchkey.adapters.rest.otp;

import io.latchkey.adapters.rest.api.ResponseBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A verified code, signed for others to check. */
@Schema(name = "Proof", description = "A signed statement (JWT) that the code was right.")
record ProofResponse(
        @Schema(example = "eyJhbGciOiJFUzI1NiJ9.e30.c2ln") String proof) implements ResponseBody {
    @Override
    public String toString() {
        return "ProofResponse[redacted]";
    }
}
