package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The token that makes the first administrator. */
record BootstrapRequest(@Nullable String token) implements RequestBody {
    String toToken() {
        Fields fields = new Fields();
        Fields.Parsed<String> shown = fields.required("token", token, Function.identity());
        fields.check();
        return shown.get();
    }

    @Override
    public String toString() {
        return "BootstrapRequest[redacted]";
    }
}
