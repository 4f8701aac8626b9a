package io.latchkey.adapters.rest.otp;

import io.latchkey.adapters.rest.api.ResponseBody;

/** A verified code, signed for others to check. */
record ProofResponse(String proof) implements ResponseBody {
    @Override
    public String toString() {
        return "ProofResponse[redacted]";
    }
}
