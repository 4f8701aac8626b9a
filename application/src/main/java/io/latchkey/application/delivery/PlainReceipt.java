package io.latchkey.application.delivery;

import io.latchkey.domain.message.DeliveryState;
import java.util.function.Supplier;

/**
 * A receipt in our own form, which providers without a form of their own use: JSON, with the secret agreed on as bearer
 * token.
 *
 * @param reference the provider's own id of the message
 * @param state {@link DeliveryState#DELIVERED} or {@link DeliveryState#FAILED}
 */
public record PlainReceipt(String reference, DeliveryState state) {
    /**
     * A call that may hold such a receipt.
     *
     * @param secret the bearer token; empty when the call has none
     * @param isJson whether the call says that its body is JSON
     * @param body reads the body; throws {@link io.latchkey.domain.shared.InvalidValueException}, or what else its
     *     caller understands, when the body holds no receipt. Only called when the receipt is wanted.
     */
    public record Call(String secret, boolean isJson, Supplier<PlainReceipt> body) {
        /**
         * Whether the call looks like one in our form, so that a provider with a form of its own may have meant ours.
         */
        public boolean isPlausible() {
            return isJson && !secret.isEmpty();
        }

        @Override
        public String toString() {
            return "Call[isJson=" + isJson + "]";
        }
    }
}
