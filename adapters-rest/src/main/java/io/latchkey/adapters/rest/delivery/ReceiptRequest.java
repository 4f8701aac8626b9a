package io.latchkey.adapters.rest.delivery;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.application.delivery.PlainReceipt;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.shared.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** A delivery receipt in the product's own form. */
record ReceiptRequest(@Nullable String reference, @Nullable String status) implements RequestBody {

    private static final int LONGEST_REFERENCE = 255;

    PlainReceipt toReceipt() {
        Fields fields = new Fields();
        Fields.Parsed<String> known = fields.required("reference", reference, ReceiptRequest::parseReference);
        Fields.Parsed<DeliveryState> state = fields.required("status", status, ReceiptRequest::parseState);
        fields.check();
        return new PlainReceipt(known.get(), state.get());
    }

    private static String parseReference(String raw) {
        if (raw.length() > LONGEST_REFERENCE) {
            throw new InvalidValueException("must be at most 255 characters long");
        }
        return raw;
    }

    private static DeliveryState parseState(String raw) {
        return switch (raw) {
            case "delivered" -> DeliveryState.DELIVERED;
            case "failed" -> DeliveryState.FAILED;
            default -> throw new InvalidValueException("must be delivered or failed");
        };
    }
}
