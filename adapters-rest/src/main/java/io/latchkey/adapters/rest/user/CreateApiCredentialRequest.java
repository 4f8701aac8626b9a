package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.Member;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.adapters.rest.json.Times;
import io.latchkey.application.account.NewCredential;
import io.latchkey.application.account.NewCredential.Ending;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.Password;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A credential that is to be created. */
record CreateApiCredentialRequest(
        @Nullable String name,
        Member expiresAt,
        @Nullable String roles,
        @Nullable String currentPassword) implements RequestBody {
    record Wish(NewCredential credential, Optional<CurrentPassword> current) {}

    Wish toWish(ClientOrigin origin) {
        Fields fields = new Fields();
        Fields.Parsed<String> wantedName = fields.required("name", name, Function.identity());
        Fields.Parsed<Optional<Instant>> end = fields.optional("expiresAt", expiresAt.text(), Times::parse);
        Fields.Parsed<Optional<Set<String>>> wantedRoles =
                fields.optional("roles", roles, CreateApiCredentialRequest::parseRoles);
        Fields.Parsed<Optional<Password>> current = fields.optional("currentPassword", currentPassword, Password::new);
        fields.check();
        return new Wish(
                new NewCredential(
                        wantedName.get(), ending(end.get()), wantedRoles.get().orElse(Set.of())),
                current.get().map(typed -> new CurrentPassword(typed, origin)));
    }

    private Ending ending(Optional<Instant> end) {
        if (!expiresAt.isPresent()) {
            return new Ending.Usual();
        }
        return end.<Ending>map(Ending.At::new).orElseGet(Ending.Never::new);
    }

    private static Set<String> parseRoles(String raw) {
        Set<String> named = Arrays.stream(raw.strip().split(" +", -1)).collect(Collectors.toUnmodifiableSet());
        if (named.contains("")) {
            throw new InvalidValueException("must name at least one role");
        }
        return named;
    }

    @Override
    public String toString() {
        return "CreateApiCredentialRequest[redacted]";
    }
}
