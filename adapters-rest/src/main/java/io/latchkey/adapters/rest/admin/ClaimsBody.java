package io.latchkey.adapters.rest.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.json.BoundedInput;
import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.Json;
import io.latchkey.domain.admin.Reason;
import io.latchkey.domain.user.CustomClaims;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The custom claims that an account shall have: an object of texts, beside the reason. */
record ClaimsBody(CustomClaims claims, Optional<Reason> reason) {
    /** @throws io.latchkey.adapters.rest.problem.InvalidRequestException naming every member that is refused */
    static ClaimsBody read(InputStream body) {
        ObjectNode object = Json.parseObject(BoundedInput.read(body, BoundedInput.MOST_JSON_BYTES));
        Fields fields = new Fields();
        Map<String, String> values = new TreeMap<>();
        JsonNode claims = object.path("claims");
        if (!claims.isObject()) {
            fields.refuse("claims", "is required");
        }
        claims.properties().forEach(claim -> {
            if (claim.getValue().isTextual()) {
                values.put(claim.getKey(), claim.getValue().textValue());
            } else {
                fields.refuse("claims", "must be texts");
            }
        });
        object.fieldNames().forEachRemaining(name -> {
            if (!name.equals("claims") && !name.equals("reason")) {
                fields.refuse("claims", "must stand beside no other member than reason");
            }
        });
        JsonNode reason = object.path("reason");
        @Nullable String text = reason.isTextual() ? reason.textValue() : null;
        if (text == null && !reason.isMissingNode() && !reason.isNull()) {
            fields.refuse("reason", "must be a text");
        }
        Fields.Parsed<Optional<Reason>> why = fields.optional("reason", text, Reason::parse);
        Fields.Parsed<CustomClaims> parsed = fields.required("claims", "", unused -> new CustomClaims(values));
        fields.check();
        return new ClaimsBody(parsed.get(), why.get());
    }
}
