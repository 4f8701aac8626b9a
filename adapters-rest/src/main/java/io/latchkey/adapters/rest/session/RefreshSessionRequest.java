package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A refresh token that the client exchanges for new tokens. */
record RefreshSessionRequest(@Nullable String refreshToken) implements RequestBody {
    String toToken() {
        Fields fields = new Fields();
        Fields.Parsed<String> token = fields.required("refreshToken", refreshToken, Function.identity());
        fields.check();
        return token.get();
    }

    @Override
    public String toString() {
        return "RefreshSessionRequest[redacted]";
    }
}
