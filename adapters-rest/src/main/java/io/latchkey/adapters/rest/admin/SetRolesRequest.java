package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.domain.admin.Reason;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The roles that an account shall have, with blanks between. */
record SetRolesRequest(@Nullable String roles, @Nullable String reason) implements RequestBody {
    record Wish(Set<String> roles, Optional<Reason> reason) {}

    Wish toWish() {
        Fields fields = new Fields();
        Fields.Parsed<Set<String>> wanted = fields.required("roles", roles, SetRolesRequest::parse);
        Fields.Parsed<Optional<Reason>> why = fields.optional("reason", reason, Reason::parse);
        fields.check();
        return new Wish(wanted.get(), why.get());
    }

    private static Set<String> parse(String raw) {
        return Arrays.stream(raw.strip().split(" +", -1))
                .filter(role -> !role.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
