package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.domain.admin.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The roles that an account shall have. */
record SetRolesRequest(
        @Nullable List<String> roles, @Nullable String reason) implements RequestBody {
    record Wish(Set<String> roles, Optional<Reason> reason) {}

    Wish toWish() {
        Fields fields = new Fields();
        Fields.Parsed<Set<String>> wanted = fields.required("roles", roles, Set::copyOf);
        Fields.Parsed<Optional<Reason>> why = fields.optional("reason", reason, Reason::parse);
        fields.check();
        return new Wish(wanted.get(), why.get());
    }
}
