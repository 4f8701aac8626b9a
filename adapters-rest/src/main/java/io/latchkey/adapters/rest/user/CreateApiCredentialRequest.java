package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.domain.shared.InvalidValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A credential that is to be created. */
@Schema(
        name = "CreateCredential",
        requiredProperties = {"name"})
record CreateApiCredentialRequest(
        @Schema(example = "nightly export") @Nullable String name,

        @Schema(example = "2030-01-01T00:00:00Z", format = "date-time", description = "Left out, it never expires.")
        @Nullable
        String expiresAt)
        implements RequestBody {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    record Wish(String name, Optional<Instant> expiresAt) {}

    Wish toWish() {
        Fields fields = new Fields();
        Fields.Parsed<String> wantedName = fields.required("name", name, Function.identity());
        Fields.Parsed<Optional<Instant>> end =
                fields.optional("expiresAt", expiresAt, CreateApiCredentialRequest::parseInstant);
        fields.check();
        return new Wish(wantedName.get(), end.get());
    }

    private static Instant parseInstant(String raw) {
        try {
            Instant instant = OffsetDateTime.parse(raw.strip()).toInstant();
            if (!instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException malformed) {
            throw notATime();
        }
        throw notATime();
    }

    private static InvalidValueException notATime() {
        return new InvalidValueException("must be a time such as 2030-01-01T00:00:00Z");
    }
}
