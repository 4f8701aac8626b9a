package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.admin.Reason;
import io.latchkey.domain.shared.Contact;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contact that gets messages again, and why. */
record LiftSuppressionsRequest(
        @Nullable String contact, @Nullable String reason) implements RequestBody {
    record Wish(Contact contact, Optional<Reason> reason) {}

    Wish toWish(ContactParser contacts) {
        Fields fields = new Fields();
        Fields.Parsed<Contact> wanted = fields.required("contact", contact, contacts::parse);
        Fields.Parsed<Optional<Reason>> why = fields.optional("reason", reason, Reason::parse);
        fields.check();
        return new Wish(wanted.get(), why.get());
    }

    @Override
    public String toString() {
        return "LiftSuppressionsRequest[redacted]";
    }
}
