package io.latchkey.adapters.rest.otp;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.domain.otp.OtpCode;
import org.jspecify.annotations.Nullable;

/** One guess. */
record CheckCodeRequest(@Nullable String code) implements RequestBody {
    OtpCode toGuess() {
        Fields fields = new Fields();
        Fields.Parsed<OtpCode> guess = fields.required("code", code, OtpCode::parse);
        fields.check();
        return guess.get();
    }

    @Override
    public String toString() {
        return "CheckCodeRequest[redacted]";
    }
}
