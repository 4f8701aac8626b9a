package io.latchkey.application.delivery.port;

import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.SenderProfile;
import java.util.Map;
import java.util.Optional;

/** The routes, and the providers they name, as they are set up now. They may change while the service runs. */
@FunctionalInterface
public interface DeliveryPlans {
    /** Who sends now, and by which routes. A message under way keeps to the plan it began with. */
    Plan current();

    /**
     * Routes and the providers they name. It does not change. Called outside any unit of work, by several threads at
     * once.
     */
    interface Plan {
        RoutingTable routes();

        /**
         * Words a message and hands it to a provider, once and within the provider's time-outs. Never throws for what a
         * provider did or did not do.
         *
         * @param provider one that the routes of this plan name
         * @param country ISO 3166 code of the reader's number, by which the message is priced; empty text for none
         */
        Handover handOver(OutboundMessage message, String provider, SenderProfile profile, String country);

        /** Reads the receipts of a provider; empty when no provider of this name is or was in use. */
        Optional<ReceiptReader> receiptsFrom(String provider);

        /** The providers that are asked what became of their messages, by name. */
        default Map<String, Enquiry> enquiries() {
            return Map.of();
        }

        /** The providers that own codes, by name. */
        default Map<String, CodeOwner> codeOwners() {
            return Map.of();
        }

        /** The providers that are told which codes were used, by name. */
        default Map<String, UseReport> useReports() {
            return Map.of();
        }
    }
}
