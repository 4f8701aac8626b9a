package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.domain.admin.Reason;
import io.latchkey.domain.user.CustomClaims;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The custom claims that an account shall have, by their names. */
record SetClaimsRequest(
        @Nullable Map<String, String> claims, @Nullable String reason) implements RequestBody {
    record Wish(CustomClaims claims, Optional<Reason> reason) {}

    Wish toWish() {
        Fields fields = new Fields();
        Fields.Parsed<CustomClaims> wanted = fields.required("claims", claims, CustomClaims::new);
        Fields.Parsed<Optional<Reason>> why = fields.optional("reason", reason, Reason::parse);
        fields.check();
        return new Wish(wanted.get(), why.get());
    }

    @Override
    public String toString() {
        return "SetClaimsRequest[redacted]";
    }
}
