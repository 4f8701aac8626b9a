package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.domain.admin.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why something is done to an account. */
record AdminReasonRequest(@Nullable String reason) implements RequestBody {
    Optional<Reason> toReason() {
        return parse(reason);
    }

    static Optional<Reason> parse(@Nullable String text) {
        Fields fields = new Fields();
        Fields.Parsed<Optional<Reason>> parsed = fields.optional("reason", text, Reason::parse);
        fields.check();
        return parsed.get();
    }

    @Override
    public String toString() {
        return "AdminReasonRequest[redacted]";
    }
}
