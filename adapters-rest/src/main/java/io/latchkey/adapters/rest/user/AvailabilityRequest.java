package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A name or contact to look up; exactly one member is given. */
record AvailabilityRequest(
        @Nullable String username,
        @Nullable String email,
        @Nullable String phone) implements RequestBody {
    LoginName toLoginName(ContactParser contacts) {
        Fields fields = new Fields();
        Fields.Parsed<Optional<LoginName>> byUsername =
                fields.optional("username", username, raw -> new LoginName.ByUsername(Username.parse(raw)));
        Fields.Parsed<Optional<LoginName>> byEmail =
                fields.optional("email", email, raw -> new LoginName.ByContact(EmailAddress.parse(raw)));
        Fields.Parsed<Optional<LoginName>> byPhone =
                fields.optional("phone", phone, raw -> new LoginName.ByContact(contacts.parsePhone(raw)));
        fields.check();
        LoginName[] given = Stream.of(byUsername, byEmail, byPhone)
                .flatMap(parsed -> parsed.get().stream())
                .toArray(LoginName[]::new);
        if (given.length != 1) {
            throw new InvalidRequestException("Give exactly one of username, email and phone.");
        }
        return given[0];
    }

    @Override
    public String toString() {
        return "AvailabilityRequest[redacted]";
    }
}
