package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A refresh token that the client exchanges for new tokens. */
@Schema(
        name = "Refresh",
        requiredProperties = {"refreshToken"})
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
